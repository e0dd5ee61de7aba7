"""The files that the house rules look at: their paths and texts.

Must not know any rule. A Tree is made from the working folder or, in the self-test, from a dict."""

import os
import subprocess

SKIPPED_FOLDERS = {'.git', 'build', 'node_modules', 'dist', '.tools', 'shots', '__pycache__'}
BINARY = ('.png', '.ico', '.jpg', '.woff2', '.gz', '.br', '.db')


class Tree:
    """texts: path from the root -> text; binary files are listed with an empty text."""

    def __init__(self, texts, root=None, executable=()):
        self.texts = texts
        self.root = root
        self.executable = set(executable)

    def files(self, *endings, under=()):
        for path in sorted(self.texts):
            if endings and not path.endswith(endings):
                continue
            if under and not path.startswith(tuple(folder + '/' for folder in under)):
                continue
            yield path, self.texts[path]

    def has(self, path):
        """True for a file, or for a folder that holds one."""
        path = path.rstrip('/')
        return path in self.texts or any(known.startswith(path + '/') for known in self.texts)


def listed_by_git(root):
    answer = subprocess.run(
        ['git', '-c', 'safe.directory=*', 'ls-files', '-z', '-c', '-o', '--exclude-standard'],
        cwd=root, capture_output=True, check=False)
    if answer.returncode != 0:
        return None
    return [name for name in answer.stdout.decode('utf-8').split('\0') if name]


def listed_by_walking(root):
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return found


def read_tree(root):
    paths = listed_by_git(root) or listed_by_walking(root)
    texts, executable = {}, []
    for path in paths:
        whole = os.path.join(root, path)
        if not os.path.isfile(whole):
            continue  # deleted, but not yet so for git
        if os.access(whole, os.X_OK):
            executable.append(path)
        if path.endswith(BINARY):
            texts[path] = ''
            continue
        with open(whole, encoding='utf-8', errors='replace', newline='') as file:
            texts[path] = file.read()
    return Tree(texts, root, executable)


def read_table(text):
    """Lines `key: values`, comments and blank lines left out; keys in the file's order."""
    table = {}
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith('#'):
            key, _, values = line.partition(':')
            table[key.strip()] = values.strip()
    return table
