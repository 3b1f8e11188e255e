// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import ScanRuntime
import Synchronization

/// Any bytes as a playbook that runs against a small simulated network, twice: it ends, with a status that a run may
/// have, and both times says the same.
func fuzz(_ bytes: [UInt8]) {
  let source = SourceFile(name: "fuzz.scan", bytes: bytes)
  guard let program = Playbook.load(source).program, let network = network else { return }
  let first = run(program, network)
  must([0, 1, 2, 3, 4].contains(first.status), "exit status \(first.status)")
  let text = String(decoding: first.output, as: UTF8.self)
  must(text.isEmpty || text.hasSuffix("\n"), "the last line does not end")
  must(!first.output.contains { $0 < 0x20 && $0 != 0x0A }, "a control character is printed")
  let second = run(program, network)
  must(first.status == second.status && first.output == second.output, "two runs differ")
}

/// Hosts of every kind, described in the language itself.
private let network: SimulatedNetwork? = {
  let text = """
    network small seed 7 {
      delay 1ms-20ms
      loss 2%
      host 10.0.0.10 "web" {
        open 22 banner "SSH-2.0-OpenSSH_9.2\\r\\n"
        open 80, 443
        reject 2000-2009 with admin
        drop 135-139
        closed else
        limit reset 100/s
      }
      hosts 10.0.0.16/30 { open 22;  open 161/udp reply b"\\x30\\x00";  drop else;  filter stateful }
      host 10.0.0.21 { open 80;  filter stateless 1000-1999;  closed else }
    }
    """
  return Playbook.load(SourceFile(name: "network.scan", text: text)).program?.networks.first?.network
}()

/// Runs the playbook with tight bounds: what would send more than a few thousand packets or count a few ten thousand
/// steps is ended.
private func run(_ program: CheckedProgram, _ network: SimulatedNetwork) -> (status: Int32, output: [UInt8]) {
  let scope = Scope(allow: TargetSet("10.0.0.0/27") ?? TargetSet(), name: "fuzz")
  var options = RunOptions(scriptName: "fuzz.scan", scope: scope, seed: 7, version: "0")
  options.network = network
  // Nothing is read and nothing is written.
  options.scriptFolder = "/nonexistent"
  options.outFolder = "/nonexistent"
  options.ceilings = RunOptions.Ceilings(steps: 50_000, packets: 5000)
  options.maxTime = ScanDuration(microseconds: 60_000_000)
  let written = Mutex<[UInt8]>([])
  let output = OutputWriter { bytes in
    written.withLock { $0 += bytes }
    return 0
  }
  let status = Playbook.run(
    program, options: options, makeReporter: { JSONReporter(output: output, allPorts: false) }, control: RunControl())
  try? output.flush()
  return (status, written.withLock { $0 })
}
