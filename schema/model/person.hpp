// People as the clinic knows them. Names may be in any script; none of this is ever logged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/code.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus {

struct Patient {
  PatientId id;
  ResourceKey resource{};  // overlap of one person's visits is refused through it
  std::string given_name;
  std::string family_name;
  LocalDate birth_date;
  std::string phone;  // empty or E.164-like; one of phone and email is set
  std::string email;
  friend bool operator==(Patient const&, Patient const&) = default;
};

enum class UserRole { front_desk, clinician, admin, auditor };

template <>
struct CodeWords<UserRole> {
  static constexpr std::array<std::pair<UserRole, std::string_view>, 4> words{{
      {UserRole::front_desk, "front_desk"},
      {UserRole::clinician, "clinician"},
      {UserRole::admin, "admin"},
      {UserRole::auditor, "auditor"},
  }};
};

/// A member of staff who signs in. `locations` empty means every site.
struct User {
  UserId id;
  std::string username;
  std::string name;
  std::vector<UserRole> roles;
  std::vector<LocationId> locations;
  std::optional<ResourceId> practitioner;  // whose calendar a clinician sees
  friend bool operator==(User const&, User const&) = default;
};

}  // namespace plexus
