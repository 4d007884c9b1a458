import Inputs

/// The script that sbatch is given: for the tasks of all arrays of a run, and for its end.
package struct JobScript: Sendable {
  let job: ClusterJob

  package init(_ job: ClusterJob) { self.job = job }

  /// The whole script.
  package var text: String {
    [head, Self.program, Self.shard, Self.end].joined(separator: "\n")
  }

  /// What differs from run to run.
  private var head: String {
    let fixed = [
      // Relative to the run folder, which sbatch is told to start in: a path may hold anything.
      "#SBATCH --output=slurm/logs/%A_%a.log",
      "#SBATCH --open-mode=append",
      "#SBATCH --requeue",
      "#SBATCH --signal=B:USR1@\(job.limits.warning)",
      "#SBATCH --cpus-per-task=\(job.cores)",
      "#SBATCH --time=\(job.limits.time)",
      "#SBATCH --mem=\(job.limits.memory)",
    ]
    let variables = job.environment.sorted { $0.key < $1.key }.map {
      "export \($0.key)=\(ShellText.word($0.value))"
    }
    let setUp =
      job.setUp.isEmpty ? [] : ["", "# What was asked for before the program starts."] + job.setUp
    return
      ([
        "#!/bin/bash",
        "# A run of PruneBench on a cluster: each task of a job array does one shard, and keeps its fits in",
        "# the run folder. With the word 'finish' the script merges them and writes the report.",
        "# 'prunebench submit' wrote it; 'prunebench status' says how far the run is.",
        "#",
        "# \(TerminalText.line(job.run)), \(counted(job.shards, "shard"))",
      ] + fixed + job.directives.map(\.line) + [
        "",
        "prunebench=\(ShellText.word(job.executable))",
        "version=\(ShellText.word(job.version))",
        "run=\(ShellText.word(job.folder))",
        "shards=\(job.shards)",
        "# shellcheck disable=SC2016 # These words are as they were given.",
        "arguments=(\(job.arguments.map(ShellText.word).joined(separator: " ")))",
        "# A task that reaches its time limit goes back into the queue, at most so many times.",
        "most_restarts=5",
      ] + variables + ["cd \(ShellText.word(job.directory)) || exit 74"] + setUp + [""])
      .joined(separator: "\n")
  }

  private static let program = #"""
    say() { printf '%s %s\n' "$(date -u '+%Y-%m-%dT%H:%M:%SZ')" "$*" >&2; }

    # The program and its libraries must be on this node as where the run was submitted.
    check_program() {
      local lacking found
      if [[ ! -x "$prunebench" ]]; then
        say "no program $prunebench on $(uname -n): it must be where all nodes see it"
        exit 69
      fi
      lacking="$(ldd "$prunebench" 2>/dev/null | grep 'not found')"
      if [[ -n "$lacking" ]]; then
        say "libraries of $prunebench are not on $(uname -n); install them, or load them by --setup:"
        say "$lacking"
        exit 69
      fi
      found="$("$prunebench" --version 2>&1)"
      if [[ "$found" != "$version" ]]; then
        say "$prunebench on $(uname -n) says '$found', not version $version, which submitted the run"
        exit 69
      fi
    }

    """#

  private static let shard = #"""
    # Slurm sends USR1 to this script alone before the time limit; the program then ends in order, and at most
    # the fits in work are lost. TERM, to a task that is cancelled or makes room for another, goes to both.
    child=
    signal=
    interrupted=
    forward() {
      signal=USR1
      interrupted=yes
      if [[ -n "$child" ]]; then kill -TERM "$child" 2>/dev/null; fi
    }

    # Only this task: the number of the array alone would stand for all of them.
    requeue() {
      local task="${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" restarts="${SLURM_RESTART_COUNT:-0}"
      if ((restarts >= most_restarts)); then
        say "time limit: not begun again after $restarts restarts; submit what is missing with more --time"
        exit 124
      fi
      say "time limit: back into the queue, restart $((restarts + 1)) of $most_restarts"
      for _ in 1 2 3 4 5; do
        if scontrol requeue "$task"; then exit 0; fi
        sleep 3
      done
      say "time limit: Slurm does not take $task back; submit what is missing"
      exit 124
    }

    run_shard() {
      local shard=$1 code
      trap forward USR1
      trap 'interrupted=yes' TERM
      say "shard $shard of $shards on $(uname -n)"
      "$prunebench" run --out "$run" --shard "$shard/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" --quiet \
        "${arguments[@]}" &
      child=$!
      if [[ -n "$signal" ]]; then kill -TERM "$child" 2>/dev/null; fi
      # A signal ends 'wait' before the program has ended.
      while :; do
        interrupted=
        wait "$child"
        code=$?
        if [[ -z "$interrupted" ]]; then break; fi
      done
      case $code in
        0) say "the run is complete" ;;
        75)
          # No failure: the rest is other shards', or a later array's.
          say "all its fits that can be done now are done"
          exit 0
          ;;
        143) if [[ "$signal" == USR1 ]]; then requeue; fi ;;
      esac
      say "ended with code $code"
      exit "$code"
    }

    """#

  private static let end = #"""
    finish() {
      "$prunebench" merge "$run" || exit
      # What is missing, shard by shard, if anything is.
      "$prunebench" status "$run"
    }

    check_program
    if [[ "${1:-0}" == finish ]]; then
      finish
    else
      # The numbers of an array are limited: those of later arrays begin again behind an offset.
      run_shard "$((SLURM_ARRAY_TASK_ID + ${1:-0}))"
    fi

    """#
}
