"""Reads an incident log as an analyst does with pandas: read, parse the times, normalise the words, set aside what is
broken. Prints the seconds of each run, the peak of memory in bytes, rows and rejected rows, as JSON.

usage: pandas_peer.py FILE RUNS
"""

import json
import resource
import sys
import time
import warnings

import pandas as pd

warnings.simplefilter("ignore")  # about days that come first, which the file's name says

FIELDS = ["services", "state", "stage", "creationtime", "recentreporttime"]
STATES = {"open": "open", "new": "open", "closed": "closed", "resolved": "closed", "done": "closed",
          "inprogress": "inprogress", "in progress": "inprogress", "acknowledged": "inprogress"}
STAGES = {"prd": "prd", "prod": "prd", "production": "prd", "stg": "stg", "stage": "stg", "staging": "stg"}


def read(path):
    if path.endswith(".xlsx"):
        log = pd.read_excel(path, dtype=str, keep_default_na=False)
    else:
        # Rows that are too long are passed over without a count: only its slow reader could tell of them.
        log = pd.read_csv(path, dtype=str, keep_default_na=False, on_bad_lines="skip")
    log = log.iloc[:, :len(FIELDS)].set_axis(FIELDS, axis="columns")
    for column in ("creationtime", "recentreporttime"):
        log[column + "_at"] = pd.to_datetime(log[column], errors="coerce", utc=True, dayfirst="mixed" in path)
    log["services"] = log["services"].str.strip()
    for column, words in (("state", STATES), ("stage", STAGES)):
        log[column] = log[column].str.strip().str.lower().map(words)
    broken = (log["creationtime_at"].isna() | log["state"].isna() | log["stage"].isna() | (log["services"] == "")
              | (log["recentreporttime_at"].isna() & (log["recentreporttime"] != "")))
    rejects, log = log[broken], log[~broken]
    log = log.drop(columns=["creationtime", "recentreporttime"])
    for column in ("services", "state", "stage"):
        log[column] = log[column].astype("category")
    return log.sort_values("creationtime_at", kind="stable"), rejects


seconds = []
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    log, rejects = read(sys.argv[1])
    seconds.append(time.perf_counter() - began)
print(json.dumps({
    "seconds": seconds,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    "rows": len(log),
    "rejected": len(rejects),
}))
