// First fit, in asking order: a page is filled with the most telling questions that still fit.
#include "routing/paging.hpp"

#include <algorithm>

namespace plexus::routing {
namespace {

// About eighteen check boxes in three questions.
constexpr std::size_t kPageSize = 22;
// A page that the protocol lays out may be a little longer before it is broken up.
constexpr std::size_t kLaidOutSize = 24;

/// Units: check boxes, or what takes their place; the words of the question count as one.
std::size_t size_of(Question const& question) {
  switch (question.kind) {
    case QuestionKind::group:
    case QuestionKind::choice:
      return question.options.size() + 1;
    case QuestionKind::multi_choice:
      return (question.options.size() + 1) / 2 + 1;  // short words, shown in columns
    default:
      return 2;
  }
}

}  // namespace

void Pages::add(Question question, int from_page) {
  if (row_ != kAnywhere) question.layout = static_cast<Index>(row_);
  waiting_.push_back({std::move(question), row_, from_page});
}

void Pages::fill() {
  while (!waiting_.empty()) {
    ++page_;
    std::size_t used = 0;
    std::vector<Waiting> later;
    std::size_t at = 0;
    while (at < waiting_.size()) {
      // The next block: one question, or all those of one row.
      std::size_t end = at + 1, size = size_of(waiting_[at].question);
      int const row = waiting_[at].row;
      while (row != kAnywhere && end < waiting_.size() && waiting_[end].row == row &&
             size + size_of(waiting_[end].question) <= kLaidOutSize) {
        size += size_of(waiting_[end++].question);
      }
      bool const last = used == 0 && end == waiting_.size();  // a page is never empty
      bool const due = page_ >= waiting_[at].from_page || last;
      bool const fits = due && (used == 0 || used + size <= kPageSize);
      for (; at < end; ++at) {
        if (fits) {
          waiting_[at].question.page = page_;
          done_.push_back(std::move(waiting_[at].question));
        } else {
          later.push_back(std::move(waiting_[at]));
        }
      }
      if (fits) used += size;
    }
    waiting_ = std::move(later);
  }
}

}  // namespace plexus::routing
