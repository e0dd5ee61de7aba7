"""House rules of the C++ sources: who includes whom, what the pure libraries may not name, dead files.

Each check takes a Tree and yields one line per fault. Must not read files or the clock itself."""

import fnmatch
import posixpath
import re

from tree import read_table

SOURCES = ('.cpp', '.hpp', '.h')
PARTS = ('schema', 'routing', 'scheduling', 'backend', 'tests')
FUNCTION_LINES_MAX = 70
PURE = ('schema/model', 'routing', 'scheduling')

OWN_INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)
FOREIGN_INCLUDE = re.compile(r'^\s*#\s*include\s*<([^>]+)>', re.M)
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/', re.S)
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')

# What a pure library does not name in code, and why.
IMPURE_CODE = {
    r'\b(?:system|steady|high_resolution|utc)_clock\b': 'reads a clock',
    r'::now\s*\(': 'reads a clock',
    r'\b(?:time|gettimeofday|clock_gettime|localtime|gmtime|mktime)\s*\(\s*(?:NULL|nullptr|0|&)':
        'reads a clock',
    r'\b(?:secure_)?getenv\b': 'reads the environment',
    r'\bs?rand(?:om)?\s*\(': 'is random',
    r'\brandom_device\b': 'is random',
    r'\bmt19937': 'is random',
    r'\bspdlog\b': 'logs',
    r'\bstd::(?:cout|cerr|clog)\b': 'writes to the terminal',
    r'(?<![\w:])(?:std::)?f?printf\s*\(': 'writes to the terminal',
    r'\b(?:if|of)?stream\s+\w+\s*[({]\s*"': 'opens a file',
    r'\bstd::(?:ifstream|ofstream|fstream|filesystem)\b': 'opens files',
    r'\bfopen\s*\(': 'opens a file',
    r'\bthis_thread\b': 'waits',
    r'\bthrow\s+std::runtime_error\b': 'meets a broken world, which it never sees',
}
IMPURE_TEXT = {
    r'\b(?:SELECT\s+[\w*]|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+TABLE)': 'is SQL',
}
VAGUE_NAME = re.compile(r'\b(?:class|struct)\s+\w*(?:Manager|Helper|Utils?|Impl|Base)\b(?!\w)')


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def without_comments(text):
    """Comments become blanks, so that line numbers stay."""
    return COMMENT.sub(lambda found: re.sub(r'[^\n]', ' ', found.group()), text)


def part_of(path, parts):
    fitting = [part for part in parts if path.startswith(part + '/')]
    return max(fitting, key=len) if fitting else None


def include_edges(tree):
    edges = {part: set(values.split())
             for part, values in read_table(tree.texts['tests/tidy/edges.txt']).items()}
    for path, text in tree.files(*SOURCES, under=PARTS):
        own = part_of(path, edges)
        for found in OWN_INCLUDE.finditer(text):
            target, where = found.group(1), f'{path}:{line_of(text, found.start())}'
            other = part_of(target, edges)
            if target not in tree.texts:
                yield f'{where}: "{target}" is no file, counted from the root'
            elif own is None:
                yield f'{where}: the folder of this file stands in no row of tests/tidy/edges.txt'
            elif other is None:
                yield f'{where}: nothing may include "{target}": its folder is no part'
            elif other != own and other not in edges[own]:
                yield f'{where}: {own} may not include {other} ("{target}")'


def foreign_headers(tree):
    table = {prefix: values.split()
             for prefix, values in read_table(tree.texts['tests/tidy/third_party.txt']).items()}
    for path, text in tree.files(*SOURCES, under=PARTS):
        for found in FOREIGN_INCLUDE.finditer(text):
            header, where = found.group(1), f'{path}:{line_of(text, found.start())}'
            if '.' not in header and '/' not in header:
                continue  # the standard library
            fitting = [prefix for prefix in table if header.startswith(prefix)]
            if not fitting:
                yield f'{where}: <{header}> stands in no row of tests/tidy/third_party.txt'
                continue
            allowed = table[max(fitting, key=len)]
            if not any(fnmatch.fnmatch(path, pattern) for pattern in allowed):
                yield f'{where}: <{header}> is not for this file, only for {" ".join(allowed)}'


def pure_libraries(tree):
    for path, text in tree.files(*SOURCES, under=PURE):
        with_strings = without_comments(text)
        code = STRING.sub('""', with_strings)
        for body, words in ((code, IMPURE_CODE), (with_strings, IMPURE_TEXT)):
            for pattern, why in words.items():
                for found in re.finditer(pattern, body):
                    where = f'{path}:{line_of(body, found.start())}'
                    yield f'{where}: "{found.group().strip()}" {why}; a pure library takes it as an argument'


def dead_files(tree):
    lists = {posixpath.dirname(path): text for path, text in tree.files('CMakeLists.txt')}
    for path, _ in tree.files('.cpp', under=PARTS):
        folder, rest, named = posixpath.dirname(path), posixpath.basename(path), False
        while True:
            words = re.split(r'[\s()"]+', lists.get(folder, ''))
            if rest in words or f'${{CMAKE_CURRENT_SOURCE_DIR}}/{rest}' in words:
                named = True
            if named or not folder:
                break
            rest = posixpath.basename(folder) + '/' + rest
            folder = posixpath.dirname(folder)
        if not named:
            yield f'{path}: no CMakeLists.txt names it, so nothing builds it'


def dead_headers(tree):
    included = set()
    for _, text in tree.files(*SOURCES, under=PARTS):
        included.update(OWN_INCLUDE.findall(text))
    for path, _ in tree.files('.hpp', under=PARTS):
        if path not in included:
            yield f'{path}: nothing includes it'


def file_heads(tree):
    for path, text in tree.files('.cpp', '.hpp', under=PARTS[:-1]):
        if not text.startswith('//'):
            yield f'{path}:1: the file does not say what it is for'
    for path, text in tree.files('.hpp', under=PARTS):
        if '#pragma once' not in text:
            yield f'{path}:1: no #pragma once'


def vague_names(tree):
    for path, text in tree.files(*SOURCES, under=PARTS):
        code = STRING.sub('""', without_comments(text))
        for found in VAGUE_NAME.finditer(code):
            yield f'{path}:{line_of(code, found.start())}: "{found.group()}" does not say what it is'


def columns(tree):
    """A table that clang-format is told to leave alone may be wider."""
    for path, text in tree.files(*SOURCES, under=PARTS):
        formatted = True
        for number, line in enumerate(text.splitlines(), 1):
            if 'clang-format off' in line or 'clang-format on' in line:
                formatted = 'clang-format on' in line
            if formatted and len(line) > 100 and '://' not in line:
                yield f'{path}:{number}: {len(line)} columns, at most 100'


BLOCK_HEAD = re.compile(r'^[^\s#/{}].*\{$')
NO_FUNCTION = re.compile(r'^(?:inline\s+)?(?:namespace|class|struct|enum|union|extern)\b|=\s*\{$|\{\{$')


def long_functions(tree):
    """Free functions and members as clang-format lays them out: from column 0 to a lone brace."""
    for path, text in tree.files(*SOURCES, under=PARTS):
        start = None
        for number, line in enumerate(text.splitlines(), 1):
            if start is None and BLOCK_HEAD.match(line) and not NO_FUNCTION.search(line):
                start = number
            elif line.startswith('}'):
                if start is not None and number - start + 1 > FUNCTION_LINES_MAX:
                    yield f'{path}:{start}: a function of {number - start + 1} lines, ' \
                          f'at most {FUNCTION_LINES_MAX}'
                start = None


# Lists of a protocol whose ids no code may know, and how such an id stands in the file.
PROTOCOL_LISTS = ('findings', 'groups', 'derived', 'rules', 'guards')
PROTOCOL_ID = re.compile(r'^ {0,2}-\s*\{?\s*id:\s*([\w.-]+)')
PAGES = ('.ts', '.tsx')
ANY_STRING = re.compile(r"""(["'`])((?:[^"'`\\\n]|\\.)*)\1""")


def protocol_ids(tree):
    for path, text in tree.files('.yaml', under=('routing/protocols',)):
        section = ''
        for line in text.splitlines():
            if line[:1].isalpha():
                section = line.split(':')[0]
            found = PROTOCOL_ID.match(line)
            if found and section in PROTOCOL_LISTS:
                yield found.group(1)


def protocol_in_code(tree):
    """An id of two words is known wherever it stands in a string; a plain word as a whole string.
    The reader spells English, so plain words are its business."""
    ids = set(protocol_ids(tree))
    sources = [*tree.files(*SOURCES, under=PARTS[:-1]), *tree.files(*PAGES, under=('web/src',))]
    for path, text in sources:
        for found in ANY_STRING.finditer(without_comments(text)):
            for word in re.findall(r'\w+', found.group(2)):
                plain = found.group(2) == word and not path.startswith('routing/reader/')
                if word in ids and ('_' in word or plain):
                    where = f'{path}:{line_of(text, found.start())}'
                    yield f'{where}: "{word}" stands in a protocol; no code may know it'


CHECKS = [include_edges, foreign_headers, pure_libraries, dead_files, dead_headers, file_heads,
          vague_names, long_functions, protocol_in_code]
