// What the API description promises, held against every answer that the suites see.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plexus::test {

/// Read once from schema/openapi/plexus.yaml. Threads: any.
class Contract {
 public:
  static Contract const& description();

  /// What the description does not say of such an answer; empty when it says all of it. Paths and
  /// methods that it does not have are not its matter, nor answers that any call may get
  /// (`default`). `problem`: the slug of a problem, empty for other answers.
  std::string not_said(std::string_view method, std::string_view path, int status,
                       std::string_view problem) const;

 private:
  struct Operation {
    std::string method;
    std::vector<std::string> segments;   // "{id}" stands for any
    std::map<int, std::string> answers;  // status to the text of its description and examples
    std::string otherwise;
  };
  Contract();
  Operation const* find(std::string_view method, std::string_view path) const;

  std::vector<Operation> operations_;
};

}  // namespace plexus::test
