// SQL of patients, and when two records are one person.
#include "backend/store/patient_store.hpp"

#include <sodium.h>

#include <array>
#include <clocale>
#include <cwctype>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kColumns =
    "patient_id, resource_key, given_name, family_name, birth_date, phone, email";

Patient read_patient(Row& row) {
  Patient patient;
  patient.id = row.id<PatientId>();
  patient.resource = row.key();
  patient.given_name = row.text();
  patient.family_name = row.text();
  patient.birth_date = row.date();
  patient.phone = row.text();
  patient.email = row.text();
  return patient;
}

/// Letter case of every script, from the C library: the databases fold only some, and differently.
char32_t folded(char32_t letter) {
  static locale_t const locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (locale == nullptr)
    return letter < 128 && letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  return static_cast<char32_t>(towlower_l(towupper_l(static_cast<wint_t>(letter), locale), locale));
}

/// UTF-8 to folded code points, outer space dropped. Bytes that are no UTF-8 stand for themselves.
std::u32string comparable(std::string_view text) {
  std::u32string letters;
  for (std::size_t i = 0; i < text.size();) {
    auto const lead = static_cast<unsigned char>(text[i]);
    std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0x80 || lead < 0xC0 || i + length > text.size()) {
      letters += folded(lead);
      ++i;
      continue;
    }
    auto letter = static_cast<char32_t>(lead & (0xFFU >> (length + 1)));
    for (std::size_t k = 1; k < length; ++k) {
      letter = (letter << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    letters += folded(letter);
    i += length;
  }
  constexpr std::u32string_view kSpace = U" \t\u00A0";
  auto const first = letters.find_first_not_of(kSpace);
  if (first == std::u32string::npos) return {};
  return letters.substr(first, letters.find_last_not_of(kSpace) - first + 1);
}

bool same_contact(std::string const& a, std::string const& b) {
  return !a.empty() && comparable(a) == comparable(b);
}

/// What makes two records the same person for certain: everything they told, folded and hashed.
std::string identity_of(Patient const& patient) {
  std::u32string told;
  for (std::string_view const part :
       {std::string_view(patient.family_name), std::string_view(patient.given_name),
        std::string_view(patient.phone), std::string_view(patient.email)}) {
    told += comparable(part) + U'\n';
  }
  told += comparable(format_date(patient.birth_date));
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(told.data()),
                     told.size() * sizeof(char32_t), nullptr, 0);
  std::array<char, 2 * crypto_generichash_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

}  // namespace

ResourceKey insert_patient(Session& session, Patient const& patient, Instant now) {
  // The resource carries no name: whoever reads the resources sees no patient.
  session.execute(
      "INSERT INTO resource (resource_id, kind, name, location_id, languages, capacity, "
      "overbook_max) VALUES (?, 'patient', '', NULL, '', 1, 0)",
      {patient.id});
  ResourceKey const key{session.last_key()};
  try {
    session.execute("INSERT INTO patient (" + std::string(kColumns) +
                        ", identity, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    {patient.id, key, patient.given_name, patient.family_name, patient.birth_date,
                     patient.phone, patient.email, identity_of(patient), now});
  } catch (SqlError const& error) {
    if (error.kind() != SqlError::Kind::duplicate) throw;
    // The same person was written a moment ago: run again from the start, and they are found.
    throw SqlError(SqlError::Kind::retry, error.number());
  }
  return key;
}

std::optional<Patient> find_patient(Session& session, PatientId const& id) {
  auto rows = session.select(
      "SELECT " + std::string(kColumns) + " FROM patient WHERE patient_id = ?", {id});
  if (rows.empty()) return std::nullopt;
  return read_patient(rows.front());
}

std::optional<Patient> find_same_patient(Session& session, Patient const& like) {
  auto const family = comparable(like.family_name);
  auto const given = comparable(like.given_name);
  // Born on one day: some dozens in a large clinic; the rest is compared here.
  for (Row& row : session.select("SELECT " + std::string(kColumns) +
                                     " FROM patient WHERE birth_date = ? "
                                     "ORDER BY created_at, patient_id",
                                 {like.birth_date})) {
    Patient patient = read_patient(row);
    bool const contact =
        same_contact(patient.phone, like.phone) || same_contact(patient.email, like.email);
    if (contact && comparable(patient.family_name) == family &&
        comparable(patient.given_name) == given) {
      return patient;
    }
  }
  return std::nullopt;
}

}  // namespace plexus::store
