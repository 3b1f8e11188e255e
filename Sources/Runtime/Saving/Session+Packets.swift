// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc
import NetworkTypes
import ScanLang

/// The packets of scans: kept in a file without a name while the scan goes on, copied where `save` says.
extension Session {
  /// Whether scans of this run may send packets of their own.
  var sendsPackets: Bool { !isSimulated && serves(.echo) }

  /// Where a scan's packets are kept; nil where it sends none. The file lies below `--out`, so that what does not fit there
  /// or may not be written is known before anything is sent.
  func capture(_ node: Int32) throws(Trap) -> PacketCapture? {
    guard sendsPackets else { return nil }
    do throws(OutputFolder.Failure) {
      return PacketCapture(
        file: try OutputFolder(root: options.outFolder).nameless(), program: "scan \(options.version)")
    } catch {
      throw frame.trap(.fileError, node, "the packets of this scan have no place: \(error.text)")
    }
  }

  /// `save RESULTS to "path" as pcapng`
  func savePackets(of value: Value, to path: String, _ frame: Frame, _ node: Int32) throws(Trap) {
    guard let results = value.asResults else {
      if value.asList != nil { throw frame.trap(.badArgument, node, "pcapng holds the packets of a scan, not a list") }
      throw frame.wrongType(value, "results", node)
    }
    guard let capture = results.capture else { return try explainMissing(results, path, frame, node) }
    do throws(OutputFolder.Failure) {
      try OutputFolder(root: options.outFolder).write(to: path) { capture.copy(to: $0) }
    } catch {
      throw frame.trap(.fileError, node, error.text)
    }
    let failure = capture.account.failure
    guard failure == 0 else {
      let why = String(cString: strerror(failure))
      throw frame.trap(.fileError, node, "\(LiteralText.quoted(path)) lacks packets: keeping them failed: \(why)")
    }
  }

  /// What a user reads who saves packets that nobody has.
  private func explainMissing(_ results: ScanResults, _ path: String, _ frame: Frame, _ node: Int32) throws(Trap) {
    let name = LiteralText.quoted(path)
    if results.origin != nil {
      throw frame.trap(.badArgument, node, "results that were read from a file hold no packets")
    }
    if isSimulated {
      return output.sayOnce("a simulated network has no packets: \(name) is not written", to: self)
    }
    guard !sendsPackets else {
      throw frame.trap(
        .badArgument, node,
        "the packets of this scan were not kept, since nothing says before the run that they are saved: "
          + "`save … to … as pcapng` does")
    }
    let text = "there are no packets to save: this run may not send raw packets (CAP_NET_RAW) and asked by connections"
    output.reportError(
      Diagnostic(.packetsMissing, text, at: spans.span(node), notes: ["\(name) is not written"]),
      code: .packetsMissing)
  }
}
