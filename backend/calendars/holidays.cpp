// Event by event, so that each fault has its line. Recurrence is that of recurrence.cpp, seen from
// a place without clock changes: whole days know no time.
#include "backend/calendars/holidays.hpp"

#include <map>

#include "backend/calendars/ical.hpp"
#include "backend/calendars/ics_events.hpp"

namespace plexus::calendars {
namespace {

using std::chrono::sys_days;

class WholeDays final : public Zone {
 public:
  std::string_view name() const noexcept override { return "UTC"; }
  Resolution resolve(LocalMinute local) const override {
    return {Resolution::Kind::unique, Instant{local.time_since_epoch()}};
  }
  Seconds offset_at(Instant) const override { return Seconds{0}; }
};

std::string trimmed(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  std::size_t const first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// What forbids the event, or nothing.
std::string objection(EventParts const& event, HolidayLimits const& limits) {
  if (!event.faults.empty()) return "cannot be read: " + event.faults.front().substr(0, 200);
  if (!event.start) return "has no DTSTART that is a whole day (VALUE=DATE)";
  if (event.has_end && !event.end) return "has a DTEND that is no whole day (VALUE=DATE)";
  if (event.end && *event.end <= *event.start) return "has a DTEND that is not after its DTSTART";
  if (!event.unread.empty()) return "has " + event.unread.front() + ", which is not supported";
  if (!event.rules.empty() && event.rules.front().find("FREQ=YEARLY") == std::string::npos) {
    return "has an RRULE that is not FREQ=YEARLY";
  }
  if (event.rules.size() > 1) return "has more than one RRULE";
  if (event.name.empty()) return "has no SUMMARY";
  if (event.name.size() > limits.name_max) return "has a SUMMARY that is too long";
  if (event.end &&
      (sys_days{*event.end} - sys_days{*event.start}).count() > limits.event_days_max) {
    return "is longer than " + std::to_string(limits.event_days_max) + " days";
  }
  return {};
}

class Gatherer {
 public:
  Gatherer(DateWindow window, HolidayLimits const& limits) : window_(window), limits_(limits) {}

  void add(EventText const& text) {
    std::optional<EventParts> event = read_event(text.text);
    if (!event) return fault(text.line, "the event cannot be read");
    if (event->status == "CANCELLED") return;
    event->name = trimmed(event->name);
    std::string const label =
        "event '" + event->name.substr(0, 60) + "' ";  // bounded: it may be anything
    if (std::string const says = objection(*event, limits_); !says.empty()) {
      return fault(text.line, label + says);
    }
    int const length =
        event->end ? static_cast<int>((sys_days{*event->end} - sys_days{*event->start}).count())
                   : 1;
    // A stretch that began before the window may reach into it.
    DateWindow const widened{LocalDate{sys_days{window_.from} - std::chrono::days{length - 1}},
                             window_.to};
    Recurrence const recurrence{.start = *event->start,
                                .rule = event->rules.empty() ? "" : event->rules.front(),
                                .except = event->except};
    ExpansionLimits const bounds{
        .window_days_max = limits_.window_days_max + limits_.event_days_max,
        .dates_max = kDatesOfEventMax,
        .walked_max = kDatesOfEventMax,
        .except_max = kDatesOfEventMax};
    auto const dates = expand(recurrence, widened, zone_, bounds);
    if (!dates) return fault(text.line, label + "cannot be used: " + dates.error().detail);
    for (LocalDate const date : *dates) {
      for (int day = 0; day < length; ++day) {
        keep(LocalDate{sys_days{date} + std::chrono::days{day}}, event->name);
      }
    }
  }

  bool full() const { return faults_.size() >= limits_.faults_max || too_many(); }

  HolidayFile result() && {
    if (too_many()) fault(0, "more than " + std::to_string(limits_.days_max) + " days");
    HolidayFile file;
    file.faults = std::move(faults_);
    if (!file.faults.empty()) return file;
    for (auto const& [date, names] : days_) {
      std::string joined;
      for (std::string const& name : names) joined += (joined.empty() ? "" : " / ") + name;
      file.days.push_back({LocalDate{date}, std::move(joined)});
    }
    return file;
  }

 private:
  bool too_many() const { return days_.size() > limits_.days_max; }
  void fault(int line, std::string says) { faults_.push_back({line, std::move(says)}); }

  void keep(LocalDate date, std::string const& name) {
    if (date < window_.from || date >= window_.to || too_many()) return;
    std::vector<std::string>& names = days_[sys_days{date}];
    for (std::string const& known : names) {
      if (known == name) return;
    }
    if (names.size() < kNamesMax) names.push_back(name);
  }

  static constexpr int kDatesOfEventMax = 250;  // a few a year; many events stay quick together
  static constexpr std::size_t kNamesMax = 4;   // a date with more of them is closed all the same
  DateWindow window_;
  HolidayLimits const& limits_;
  WholeDays zone_;
  std::map<sys_days, std::vector<std::string>> days_;
  std::vector<FileFault> faults_;
};

}  // namespace

HolidayFile read_holidays(std::string_view text, DateWindow window, HolidayLimits const& limits) {
  EventTexts cut = cut_events(text, limits);
  if (!cut.faults.empty()) return {{}, std::move(cut.faults)};
  Gatherer gatherer(window, limits);
  for (EventText const& event : cut.events) {
    if (gatherer.full()) break;
    gatherer.add(event);
  }
  return std::move(gatherer).result();
}

}  // namespace plexus::calendars
