"""The AWS CLI for a runbook's commands, run by the Python that it is installed for.

What `AWS_MODEL_ONLY` lists (service and operation, a line each) is held against AWS's own description of the operation
instead of being sent: the CLI refuses parameters that it does not have, that are missing or of another form, and
`--query` has to find something in the answer that the description promises. Everything else goes to `AWS_ENDPOINT_URL`.
"""

import contextlib
import io
import json
import os
import sys
import time

import jmespath
from awscli.clidriver import create_clidriver

# A waiter looks every 30 s, at what changes with every look here.
pause = time.sleep
time.sleep = lambda seconds: pause(min(seconds, 0.02))

arguments = sys.argv[1:]
operation = " ".join(arguments[:2])
if operation not in os.environ.get("AWS_MODEL_ONLY", "").split("\n"):
    # By option, for RDS hears of the variable in other regions only.
    sys.exit(create_clidriver().main([*arguments, "--endpoint-url", os.environ["AWS_ENDPOINT_URL"]]))


def take(option):
    """Takes an option and its value out of the arguments."""
    if option not in arguments:
        return None
    at = arguments.index(option)
    _, value = arguments[at : at + 2]
    del arguments[at : at + 2]
    return value


query, form = take("--query"), take("--output")
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    code = create_clidriver().main([*arguments, "--generate-cli-skeleton", "output"])
if code != 0:
    sys.exit(code)
answer = json.loads(printed.getvalue() or "{}")
if query is not None:
    answer = jmespath.search(query, answer)
    if answer in (None, [], [None]):
        sys.exit(f"--query {query} finds nothing in an answer to {operation}")
print(answer if form == "text" and isinstance(answer, str) else json.dumps(answer, indent=2))
