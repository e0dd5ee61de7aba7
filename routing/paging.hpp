// Lays questions out on pages that a person can take in at once. It must not know why they are
// asked.
#pragma once

#include <vector>

#include "routing/dialogue.hpp"

namespace plexus::routing {

class Pages {
 public:
  static constexpr int kAnywhere = -1;

  /// Questions added from here on belong to this row of the protocol's page layout and stand on
  /// one page where they fit.
  void keep_together(int row) { row_ = row; }
  /// `from_page`: not before this page, for what an earlier answer may make needless.
  void add(Question question, int from_page = 1);

  /// Numbers what was added since the last call; what comes later starts a new page.
  void fill();

  int filled() const noexcept { return page_; }

  /// Shape: by page, on a page in the order added.
  std::vector<Question> take() { return std::move(done_); }

 private:
  struct Waiting {
    Question question;
    int row = kAnywhere;
    int from_page = 1;
  };
  std::vector<Waiting> waiting_;
  std::vector<Question> done_;
  int row_ = kAnywhere;
  int page_ = 0;
};

}  // namespace plexus::routing
