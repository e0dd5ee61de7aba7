# Writes the SQL of schema/migrations into one C++ file, so that the program carries its schema.
# Run as: cmake -DFILES=a.sql;b.sql -DOUTPUT=x.cpp -P embed_migrations.cmake
set(entries "")
foreach(path IN LISTS FILES)
  file(READ ${path} text)
  get_filename_component(name ${path} NAME)
  string(APPEND entries "    {\"${name}\", R\"migration(${text})migration\"},\n")
endforeach()
set(code "// Generated from schema/migrations; edit those.
#include \"backend/store/migration_source.hpp\"

namespace plexus::store {
namespace {
constexpr MigrationFile kFiles[] = {
${entries}};
}  // namespace

std::span<MigrationFile const> migration_files() noexcept { return kFiles; }

}  // namespace plexus::store
")
file(WRITE ${OUTPUT} "${code}")
