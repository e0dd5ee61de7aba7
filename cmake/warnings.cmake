# plexus_options: what every target of ours is compiled with. Warnings are errors.
add_library(plexus_options INTERFACE)
target_compile_options(plexus_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Werror
  # Designated initializers leave members out on purpose: they keep their defaults.
  -Wno-missing-field-initializers
  # GCC 12 sees overlap in `"text" + std::string` once it is inlined (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
target_include_directories(plexus_options INTERFACE ${PROJECT_SOURCE_DIR})

if(PLEXUS_SANITIZE STREQUAL "address")
  # vptr is off because the packaged SOCI carries no type information for it.
  set(flags -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
            -fno-omit-frame-pointer -g1)
elseif(PLEXUS_SANITIZE STREQUAL "thread")
  # GCC warns that it cannot see atomic_thread_fence; Asio uses it soundly.
  set(flags -fsanitize=thread -fno-omit-frame-pointer -g1 -Wno-tsan)
elseif(PLEXUS_SANITIZE STREQUAL "fuzzer")
  # Clang alone; what it warns of beyond GCC is no reason not to fuzz.
  set(flags -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr
            -fno-sanitize-recover=all -fno-omit-frame-pointer -g1 -Wno-error)
elseif(NOT PLEXUS_SANITIZE STREQUAL "")
  message(FATAL_ERROR "PLEXUS_SANITIZE must be address, thread, fuzzer or empty")
endif()
if(flags)
  target_compile_options(plexus_options INTERFACE ${flags})
  target_link_options(plexus_options INTERFACE ${flags})
endif()
