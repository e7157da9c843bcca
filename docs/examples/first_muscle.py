"""Print the first muscle of each answer that comes in, or why a case could not be answered."""

import json
import sys

for line in sys.stdin:
    answer = json.loads(line)
    if "error" in answer:
        print(answer["id"], "could not be answered:", answer["error"]["message"])
    else:
        first = answer["muscles"][0]
        print(answer["id"], first["muscle"], first["side"], round(first["probability"], 2))
