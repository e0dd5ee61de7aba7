"""House rules of all files: sizes, words that must not stay, links, line ends, shell syntax, layout.

Each check takes a Tree and yields one line per fault."""

import os
import posixpath
import re
import subprocess

from tree import BINARY, read_table

LINES_MAX = 450
# Long by nature: contracts, lock files, licences, generated text, recorded data.
LONG_BY_RULE = re.compile(
    r'^(LICENSE|schema/openapi/.*|tests/golden/.*|schema/golden/.*|web/i18n/.*|.*package-lock\.json'
    r'|.*\.gen\.ts|.*\.golden|.*\.jsonl)$')

# Written in halves, so that this file does not break its own rule.
UNFINISHED = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|XX' r'X)\b')
OUTSIDE = {
    re.compile(r'/wo' r'rk/'): 'names a folder of one machine',
    re.compile(r'/tm' r'p/'): 'names a fixed temporary folder; use mktemp or the like',
    re.compile(r'registry\.np' r'mjs|\bdeb\.deb' r'ian\.org|\bpy' r'pi\.org|\bcrates\.i' r'o\b'):
        'names a package registry',
}
TOP_LEVEL = {
    'CMakeLists.txt', 'backend', 'routing', 'scheduling', 'schema', 'web', 'tests', 'deploy',
    'README.md', 'docs', 'cmake', 'CMakePresets.json', 'LICENSE', 'CONTRIBUTING.md', 'CHANGELOG.md',
}
QUOTED_PATH = re.compile(
    r'`((?:backend|routing|scheduling|schema|web|tests|deploy|docs|cmake)/[\w./-]+)`')
SETTING = re.compile(r'^\s*\{"([a-z-]+)",\s*(?:true|false),', re.M)
LINK = re.compile(r'!?\[[^\]]*\]\(([^)\s]+)\)')


def unfinished_words(tree):
    for path, text in tree.files():
        if path.endswith('package-lock.json') or path.startswith('tests/golden/'):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if UNFINISHED.search(line):
                yield f'{path}:{number}: unfinished: {line.strip()[:60]}'


def sizes(tree):
    listed = read_table(tree.texts['tests/tidy/long_files.txt'])
    for path, text in tree.files():
        lines = text.count('\n')
        if LONG_BY_RULE.match(path):
            continue
        if lines > LINES_MAX and path not in listed:
            yield f'{path}: {lines} lines, at most {LINES_MAX} unless tests/tidy/long_files.txt says why'
        if lines <= LINES_MAX and path in listed:
            yield f'tests/tidy/long_files.txt: {path} is no longer long'
    for path, reason in listed.items():
        if path not in tree.texts:
            yield f'tests/tidy/long_files.txt: there is no {path}'
        if not reason:
            yield f'tests/tidy/long_files.txt: {path} has no reason'


def stands_alone(tree):
    for path, text in tree.files():
        for pattern, why in OUTSIDE.items():
            for found in pattern.finditer(text):
                yield f'{path}:{text.count(chr(10), 0, found.start()) + 1}: "{found.group()}" {why}'


def lock_files(tree):
    for path, text in tree.files('package-lock.json'):
        if '"resolved"' in text:
            yield f'{path}: holds download addresses; set omit-lockfile-registry-resolved in .npmrc'
    for path, _ in tree.files('package.json'):
        folder = posixpath.dirname(path)
        if posixpath.join(folder, 'package-lock.json') not in tree.texts:
            yield f'{path}: no package-lock.json beside it'


def links(tree):
    for path, text in tree.files('.md'):
        for found in LINK.finditer(text):
            target = found.group(1).split('#')[0]
            if not target or '://' in target or target.startswith('mailto:'):
                continue
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if not tree.has(whole):
                yield f'{path}:{text.count(chr(10), 0, found.start()) + 1}: no such file: {target}'


def papers_name_files(tree):
    """A path between back quotes in a paper is a file or folder of the project."""
    for path, text in tree.files('.md'):
        for found in QUOTED_PATH.finditer(text):
            if not tree.has(found.group(1)):
                where = f'{path}:{text.count(chr(10), 0, found.start()) + 1}'
                yield f'{where}: there is no {found.group(1)}'


def settings_told(tree):
    """Every setting of the program stands in the table of the readme."""
    readme = tree.texts.get('README.md', '')
    for name in SETTING.findall(tree.texts.get('backend/config/config.cpp', '')):
        variable = 'PLEXUS_' + name.upper().replace('-', '_')
        if name != 'demo' and (f'`--{name}`' not in readme or f'`{variable}`' not in readme):
            yield f'README.md: the table of settings lacks --{name} or {variable}'


def line_ends(tree):
    for path, text in tree.files():
        if not text or path.endswith(BINARY) or path.startswith('tests/golden/'):
            continue
        if not text.endswith('\n'):
            yield f'{path}: the last line has no end'
        if '\r' in text:
            yield f'{path}: holds carriage returns'
        if path.endswith(('.md', '.golden')):
            continue
        for number, line in enumerate(text.split('\n'), 1):
            if line != line.rstrip():
                yield f'{path}:{number}: blanks at the end of the line'


def is_shell(path, text):
    return path.endswith('.sh') or re.match(r'#!.*\b(?:ba|da)?sh\b', text.split('\n', 1)[0])


def shell_scripts(tree):
    for path, text in tree.files():
        if is_shell(path, text):
            answer = subprocess.run(['bash', '-n'], input=text.encode('utf-8'),
                                    capture_output=True, check=False)
            if answer.returncode != 0:
                fault = answer.stderr.decode('utf-8', 'replace').strip().split('\n')[0]
                yield f'{path}: {fault}'
        if text.startswith('#!') and path not in tree.executable:
            yield f'{path}: has a #! line but is not executable'
        if path in tree.executable and text and not text.startswith('#!'):
            yield f'{path}: is executable but has no #! line'


def layout(tree):
    for name in sorted({path.split('/')[0] for path in tree.texts}):
        if name not in TOP_LEVEL and not name.startswith('.'):
            yield f'{name}: does not belong at the top level'
    for path in tree.texts:
        if os.path.splitext(path)[1] in ('.orig', '.rej', '.swp', '.bak', '.tmp'):
            yield f'{path}: a left-over'


CHECKS = [unfinished_words, sizes, stands_alone, lock_files, links, papers_name_files,
          settings_told, line_ends, shell_scripts, layout]
