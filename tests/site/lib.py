"""For the tests of this folder that are in Python: the program, folders to work in, sites, TAP.

What tests/lib.sh is for those in sh.  They can be run from anywhere; REEVE may name the program.
"""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REEVE = os.path.abspath(os.environ.get('REEVE', os.path.join(TOP, 'build/reeve')))
SEEDS = os.path.join(TOP, '../shared/seeds/content')
SHOWN = 12		# of what is wrong
count = failed = 0


def that(what, holds, detail=''):
    """A test, and what is said when it does not hold."""
    global count, failed
    count += 1
    failed += not holds
    print('%s %d - %s' % ('ok' if holds else 'not ok', count, what), flush=True)
    if not holds and detail:
        print('# ' + str(detail).replace('\n', '\n# '))


def none(what, wrong):
    """A test that holds when a list of what is wrong is empty."""
    that(what, not wrong, '\n'.join(str(one) for one in list(wrong)[:SHOWN]))


def skip(what):
    global count
    count += 1
    print('ok %d # SKIP %s' % (count, what))


def finish():
    print('1..%d' % count)
    sys.exit(failed > 0)


def work_folder():
    """One to work in, which goes when the test ends."""
    made = os.path.join(TOP, 'build/test/site')
    os.makedirs(made, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=os.path.basename(sys.argv[0]) + '-', dir=made)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def write(folder, files):
    """Files by their paths below a folder, as text or bytes."""
    for path, text in files.items():
        whole = os.path.join(folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, 'wb') as out:
            out.write(text if isinstance(text, bytes) else text.encode())


def reeve(*arguments, **more):
    """Run it: returncode, stdout and stderr."""
    return subprocess.run([REEVE, *arguments], capture_output=True, text=True, **more)


def demonstration(folder):
    """A copy of the demonstration site."""
    for part in ('content', 'themes'):
        shutil.copytree(os.path.join(TOP, part), os.path.join(folder, part))
    return folder


def seeds(folder):
    """A copy of the real papers.  A total in the tables beside them does not hold; None where they are not at hand."""
    if not os.path.isdir(SEEDS):
        return None
    shutil.copytree(SEEDS, os.path.join(folder, 'content'))
    subprocess.run(['chmod', '-R', 'u+w', folder], check=True)
    with open(os.path.join(folder, 'content/site.yaml'), 'a', encoding='utf-8') as site:
        site.write('findings: {total-mismatch: warning}\n')
    return folder
