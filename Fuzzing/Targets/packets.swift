// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanRuntime

@testable import Engines

/// Any bytes as a packet that was received, from its network header on.
func fuzz(_ bytes: [UInt8]) {
  bytes.withUnsafeBytes { raw in
    let packet = PacketBytes(raw)
    _ = NeighbourMessage.reply(packet)
    _ = ReceivedPacket(packet, isTrusted: false)
    guard let read = ReceivedPacket(packet, isTrusted: true) else { return }
    must(read.header.payloadStart <= bytes.count, "the payload begins outside of the packet")
    must(read.header.payloadLength >= 0, "a payload of less than nothing")
    must(read.rest.count <= bytes.count, "more was read than there is")
    if case .segment(let segment) = read.body {
      must(segment.length >= 0, "a segment of less than nothing")
      must(segment.options.upperBound <= bytes.count, "options outside of the packet")
      answer(segment, read.header)
    }
    if case .datagram(let port, _, let length) = read.body {
      must(read.rest.count <= length, "a datagram holds more than it says")
      readBack(read.rest, from: port)
    }
  }
}

/// What a datagram may give back: the reader of each field takes any bytes, and finds what was written into a question.
private func readBack(_ payload: PacketBytes, from port: UInt16) {
  let hash = (payload.quad(0) ?? 0) &* 0x9e37_79b9_7f4a_7c15 | UInt64(port)
  for case let echo? in DatagramPayload.table.map(\.echo) {
    let found = echo.isGivenBack(hash, in: payload)
    must(!found || !echo.isGivenBack(~hash, in: payload) || echo.answer == .anywhere, "two hashes in one field")
    guard case .at(let place) = echo.answer, echo.form != .digits else { continue }
    var answer = payload.copy + [UInt8](repeating: 0, count: max(0, place + echo.form.count - payload.count))
    var sum = InternetChecksum()
    answer.withUnsafeMutableBytes { raw in
      if let base = raw.baseAddress { EchoedField(echo.form, at: place).write(hash, to: base, &sum) }
    }
    must(answer.withUnsafeBytes { echo.isGivenBack(hash, in: PacketBytes($0)) }, "what was given back is not seen")
  }
}

/// A probe to whoever sent the segment reads back as it was written.
private func answer(_ segment: TCPSegment, _ header: InternetHeader) {
  let mark = ProbeMark(
    source: header.target, target: header.source, sourcePort: segment.targetPort, targetPort: segment.sourcePort,
    cookie: segment.sequence, secondCookie: segment.acknowledgment)
  let technique = Technique(name: "", send: .flags(segment.flags), arms: [])
  let template = ProbeTemplate(technique, family: header.source.family, ttl: header.ttl)
  let written = [UInt8](unsafeUninitializedCapacity: 1600) { buffer, count in
    count = buffer.baseAddress.map { template.write(mark, to: $0) } ?? 0
  }
  written.withUnsafeBytes { raw in
    guard let back = ReceivedPacket(PacketBytes(raw), isTrusted: false), case .segment(let probe) = back.body else {
      return must(false, "what was written cannot be read")
    }
    must(probe.flags == segment.flags && probe.sequence == mark.cookie, "a segment changed on its way")
    must(back.header.target == header.source && back.header.ttl == header.ttl, "a header changed on its way")
  }
}
