"""Shows that each check can fail and can pass: small trees, with the faults they must give.

ROWS: check -> list of (files, number of faults). Every check needs a row of each kind."""

import cpp_checks as cpp
import text_checks as text
from tree import Tree

EDGES = {'tests/tidy/edges.txt': 'schema/model:\nrouting: schema/model\nscheduling: schema/model\n',
         'schema/model/id.hpp': '', 'routing/decide.hpp': '', 'scheduling/find.hpp': ''}
LIBRARIES = {'tests/tidy/third_party.txt': 'soci/: backend/store/*.cpp\nboost/asio: backend/http/*.cpp\n'}
NONE_LONG = {'tests/tidy/long_files.txt': '# none\n'}
PROTOCOL = {'routing/protocols/a/a.yaml': 'findings:\n  - id: leg_numb\n  - {id: fever, group: ill}\n'
                                           'rules:\n  - id: R1_LEG\nsources:\n- {id: NICE_1}\n'}
BARE = '#!/bin/bash\n'

ROWS = {
    cpp.include_edges: [
        ({**EDGES, 'routing/a.cpp': '#include "schema/model/id.hpp"\n#include <vector>\n'}, 0),
        ({**EDGES, 'routing/a.cpp': '#include "scheduling/find.hpp"\n'}, 1),
        ({**EDGES, 'schema/model/a.hpp': '#include "routing/decide.hpp"\n'}, 1),
        ({**EDGES, 'routing/a.cpp': '#include "decide.hpp"\n'}, 1),
        ({**EDGES, 'backend/new/a.cpp': '#include "schema/model/id.hpp"\n'}, 1),
    ],
    cpp.foreign_headers: [
        ({**LIBRARIES, 'backend/store/a.cpp': '#include <soci/soci.h>\n#include <map>\n'}, 0),
        ({**LIBRARIES, 'backend/store/a.hpp': '#include <soci/soci.h>\n'}, 1),
        ({**LIBRARIES, 'routing/a.cpp': '#include <boost/asio.hpp>\n'}, 1),
        ({**LIBRARIES, 'backend/a.cpp': '#include <unknown/thing.hpp>\n'}, 1),
    ],
    cpp.pure_libraries: [
        ({'routing/a.cpp': '// Never calls system_clock::now() itself.\nint rand_like = 1;\n',
          'backend/time/clock.cpp': 'auto t = std::chrono::system_clock::now();\n'}, 0),
        ({'scheduling/a.cpp': 'auto t = std::chrono::steady_clock{};\n'}, 1),
        ({'scheduling/a.cpp': 'auto t = Clock::now();\n'}, 1),
        ({'routing/a.cpp': 'auto p = std::getenv("HOME");\n'}, 1),
        ({'routing/a.cpp': 'int r = rand();\n'}, 1),
        ({'routing/a.cpp': 'auto q = "SELECT id FROM patient";\n'}, 1),
        ({'scheduling/a.cpp': 'void f() { spdlog::info("x"); }\n'}, 1),
        ({'scheduling/a.cpp': 'void f() { std::cout << 1; }\n'}, 1),
        ({'scheduling/a.cpp': 'void f() { printf("x"); }\n'}, 1),
    ],
    cpp.dead_files: [
        ({'routing/CMakeLists.txt': 'add_library(r decide.cpp parse/yaml.cpp)\n',
          'routing/decide.cpp': '', 'routing/parse/yaml.cpp': ''}, 0),
        ({'routing/CMakeLists.txt': 'add_library(r old_decide.cpp)\n', 'routing/decide.cpp': ''}, 1),
    ],
    cpp.dead_headers: [
        ({'routing/a.hpp': '', 'routing/a.cpp': '#include "routing/a.hpp"\n'}, 0),
        ({'routing/a.hpp': '', 'routing/a.cpp': '#include "a.hpp"\n'}, 1),
    ],
    cpp.file_heads: [
        ({'routing/a.hpp': '// What it is for.\n#pragma once\n'}, 0),
        ({'routing/a.hpp': '#pragma once\n'}, 1),
        ({'routing/a.hpp': '// What it is for.\nint a;\n'}, 1),
    ],
    cpp.vague_names: [
        ({'routing/a.hpp': 'class Basement {};  // no class RuleManager\n'}, 0),
        ({'routing/a.hpp': 'class RuleManager {};\n'}, 1),
        ({'routing/a.hpp': 'struct SlotHelper;\n'}, 1),
    ],
    cpp.protocol_in_code: [
        ({**PROTOCOL, 'routing/a.cpp': '// leg_numb and fever\nauto a = "a fever"; int leg_numb;\n',
          'tests/a.cpp': 'auto a = "leg_numb";\n', 'routing/reader/a.cpp': 'auto a = "fever";\n'}, 0),
        ({**PROTOCOL, 'routing/reader/a.cpp': 'auto a = "leg_numb";\n'}, 1),
        ({**PROTOCOL, 'routing/a.cpp': 'auto a = "leg_numb";\n'}, 1),
        ({**PROTOCOL, 'backend/a.cpp': 'auto a = "fever";\n'}, 1),
        ({**PROTOCOL, 'web/src/a.tsx': "if (id === 'R1_LEG') show()\n"}, 1),
    ],
    cpp.columns: [
        ({'routing/a.hpp': 'x' * 100 + '\n'}, 0),
        ({'routing/a.hpp': '// clang-format off\n' + 'x' * 101 + '\n// clang-format on\n'}, 0),
        ({'routing/a.hpp': 'x' * 101 + '\n'}, 1),
    ],
    cpp.long_functions: [
        ({'routing/a.cpp': 'namespace p {\nint f() {\n' + '  g();\n' * 68 + '}\n'
          + '\n' * 80 + '}  // namespace p\n'}, 0),
        ({'routing/a.cpp': 'int f() {\n' + '  g();\n' * 69 + '}\n'}, 1),
    ],
    text.unfinished_words: [
        ({'routing/a.hpp': '// done\n'}, 0),
        ({'routing/a.hpp': '// TO' 'DO: later\n'}, 1),
        ({'web/a.ts': '// FIX' 'ME\n'}, 1),
    ],
    text.sizes: [
        ({**NONE_LONG, 'routing/a.cpp': '\n' * 450}, 0),
        ({**NONE_LONG, 'routing/a.cpp': '\n' * 451}, 1),
        ({'tests/tidy/long_files.txt': 'routing/a.cpp: a table\n', 'routing/a.cpp': '\n' * 451}, 0),
        ({'tests/tidy/long_files.txt': 'routing/a.cpp: a table\n', 'routing/a.cpp': '\n'}, 1),
        ({'tests/tidy/long_files.txt': 'routing/a.cpp:\n', 'routing/a.cpp': '\n' * 451}, 1),
        ({'tests/tidy/long_files.txt': 'routing/b.cpp: gone\n'}, 1),
    ],
    text.stands_alone: [
        ({'deploy/run': 'mktemp -d; network/worker\n'}, 0),
        ({'deploy/run': 'cd /wo' 'rk/main\n'}, 1),
        ({'deploy/run': 'log=/tm' 'p/log\n'}, 1),
        ({'web/.npmrc': 'registry=https://registry.np' 'mjs.org\n'}, 1),
    ],
    text.lock_files: [
        ({'web/package.json': '{}', 'web/package-lock.json': '{"integrity": "x"}'}, 0),
        ({'web/package.json': '{}', 'web/package-lock.json': '{"resolved": "x"}'}, 1),
        ({'web/package.json': '{}'}, 1),
    ],
    text.links: [
        ({'README.md': '[a](docs/a.md#part) [b](https://example.org) [c](docs/)', 'docs/a.md': ''}, 0),
        ({'docs/a.md': '[readme](../README.md)'}, 1),
        ({'README.md': '![picture](docs/pictures/gone.png)'}, 1),
    ],
    text.papers_name_files: [
        ({'README.md': 'see `routing/plan.cpp`, `routing/` and `web/dist/*`', 'routing/plan.cpp': ''}, 0),
        ({'docs/rules.md': 'see `routing/gone.cpp`', 'routing/plan.cpp': ''}, 1),
    ],
    text.settings_told: [
        ({'README.md': '`--io-threads` `PLEXUS_IO_THREADS`',
          'backend/config/config.cpp': '      {"io-threads", false, read},\n'}, 0),
        ({'README.md': '', 'backend/config/config.cpp': '      {"clock", false, read},\n'}, 1),
    ],
    text.line_ends: [
        ({'a.txt': 'one\ntwo\n', 'picture.png': ''}, 0),
        ({'a.txt': 'one'}, 1),
        ({'a.txt': 'one \n'}, 1),
        ({'a.md': 'one\r\n'}, 1),
    ],
    text.shell_scripts: [
        ({'deploy/steps.sh': 'say() { echo; }\n'}, 0),
        ({'deploy/steps.sh': 'if true; then\n'}, 1),
        ({'deploy/run': BARE}, 1),
    ],
    text.layout: [
        ({'README.md': '', '.gitignore': '', 'routing/a.cpp': ''}, 0),
        ({'notes.txt': ''}, 1),
        ({'routing/a.cpp.orig': ''}, 1),
    ],
}


def faults_of(check):
    """Answers one line for each row that the check judges otherwise than it should."""
    rows = ROWS.get(check, [])
    if not any(wanted == 0 for _, wanted in rows) or not any(wanted > 0 for _, wanted in rows):
        yield 'needs a row that passes and a row that fails in tests/tidy/self_test.py'
    for number, (files, wanted) in enumerate(rows, 1):
        found = list(check(Tree(files)))
        if len(found) != wanted:
            yield f'row {number}: {len(found)} faults instead of {wanted}: {found}'
