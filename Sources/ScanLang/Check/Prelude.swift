// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The techniques that ship with the program, in the language itself.
public enum Prelude {
  /// What diagnostics and `scan explain` call the file.
  public static let name = "std/prelude.scan"

  /// The number of the file in spans.
  public static let fileNumber: UInt16 = 1

  /// The text; the same as `scripts/std/prelude.scan`, which a test holds against it.
  public static let text = #"""
    ## The techniques that every playbook knows. Each is a probe, and what its answers mean.

    ## The usual probe of a connection: an open port offers one, a closed port refuses it.
    technique syn {
      send SYN
      SYN|ACK     => open
      RST         => closed
      unreachable => filtered
      silence     => filtered
    }

    ## The end of a connection that never was: a closed port objects, an open one keeps silent.
    technique fin {
      send FIN
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## A segment without any flag, read like `fin`.
    technique null {
      send NONE
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## Three flags that never come together, read like `fin`.
    technique xmas {
      send FIN|PSH|URG
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## FIN with ACK: some systems drop it at open ports.
    technique maimon {
      send FIN|ACK
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## A stray acknowledgement: every port that it reaches objects, so it tells filters, not open ports.
    technique ack {
      send ACK
      RST         => unfiltered
      unreachable => filtered
      silence     => filtered
    }

    ## Like `ack`, for systems whose RST from an open port carries a window.
    technique window {
      send ACK
      RST if window > 0 => open
      RST               => closed
      unreachable       => filtered
      silence           => filtered
    }

    ## A datagram, with the payload that suits the port.
    technique udp {
      send payload
      reply             => open
      unreachable(port) => closed
      unreachable       => filtered
      silence           => open|filtered
    }

    ## A connection made by the system: needs no privilege.
    technique connect {
      connect
      accepted    => open
      refused     => closed
      unreachable => filtered
      silence     => filtered
    }

    """#

  /// The file, ready to be parsed.
  public static func source() -> SourceFile { SourceFile(name: name, text: text, file: fileNumber) }

  /// A technique of the prelude, as engines work with it; `nil` for any other name.
  public static func technique(_ name: String) -> Technique? { byName[name] }

  private static let byName: [String: Technique] = {
    let empty = Parser.parse(SourceFile(name: "", text: ""))
    let program = Checker.check(empty, prelude: Parser.parse(source(), firstNode: empty.nodeCount)).program
    return Dictionary(uniqueKeysWithValues: (program?.techniques ?? []).map { ($0.technique.name, $0.technique) })
  }()
}
