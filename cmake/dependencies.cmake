# Every third-party library, found once. Their headers are SYSTEM: their warnings are not ours.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(SQLite3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(date REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(MARIADB REQUIRED IMPORTED_TARGET libmariadb)
pkg_check_modules(Z3 REQUIRED IMPORTED_TARGET z3)

# Debian's SOCI ships neither a CMake package nor a pkg-config file.
find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
foreach(part core mysql sqlite3)
  find_library(SOCI_${part}_LIBRARY soci_${part} REQUIRED)
  add_library(SOCI::${part} SHARED IMPORTED)
  set_target_properties(SOCI::${part} PROPERTIES
    IMPORTED_LOCATION ${SOCI_${part}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${SOCI_INCLUDE})
endforeach()
target_link_libraries(SOCI::mysql INTERFACE SOCI::core PkgConfig::MARIADB)
target_link_libraries(SOCI::sqlite3 INTERFACE SOCI::core SQLite::SQLite3)

# Asio and Beast are compiled once, in backend/http/separate_compilation.cpp (Boost.JSON comes as a
# compiled library); everyone else sees declarations.
add_library(plexus_beast INTERFACE)
target_link_libraries(plexus_beast INTERFACE Boost::headers Threads::Threads)
target_compile_definitions(plexus_beast INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
