// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// What a task makes of the bytes that it waits for.
enum FollowUpReading {
  /// `banner`: text as it is.
  case text
  case ssh
  case tls
  case http
  /// `service`; on the first step the server speaks first, on the second it has been asked for a web page.
  case service(Conversation, Port, isAsked: Bool, deadline: MonotonicTime)

  /// The value that a server's words make, `nil` where they are none of the protocol.
  func value(of bytes: [UInt8]) -> Value? {
    switch self {
    case .text: .text(String(decoding: bytes, as: UTF8.self))
    case .ssh: SSHIdentification(bytes).map(Self.record)
    case .http: HTTPResponse(bytes).map(Self.record)
    case .tls: nil
    case .service(_, let port, _, _): Self.service(bytes, port)
    }
  }

  /// What is said of bytes that are none of the protocol.
  func complaint(at place: String, isSimulated: Bool) -> String {
    let port = isSimulated ? "the simulated port \(place)" : place
    return switch self {
    case .ssh: "\(port) does not speak SSH"
    case .tls: "\(port) does not speak TLS"
    case .http: "\(port) does not speak HTTP"
    case .text, .service: "\(port) said nothing that can be read"
    }
  }

  private static func record(_ ssh: SSHIdentification) -> Value {
    .object(
      RecordObject(
        .ssh,
        [
          .identification: .text(ssh.line), .version: .text(ssh.protocolVersion), .software: .text(ssh.software),
          .comment: ssh.comment.map { .text($0) } ?? .none,
        ]))
  }

  private static func record(_ response: HTTPResponse) -> Value {
    var names: [String] = []
    for field in response.fields where !names.contains(field.name.lowercased()) {
      names.append(field.name.lowercased())
    }
    let body = String(decoding: response.body, as: UTF8.self)
    return .object(
      RecordObject(
        .http,
        [
          .status: .int(response.status), .reason: .text(response.reason), .version: .text(response.version),
          .headers: .object(
            MapObject(
              keys: names.map { .text($0) }, values: names.map { .text(response.value(of: $0) ?? "") })),
          .server: response.value(of: "server").map { .text($0) } ?? .none,
          .location: response.value(of: "location").map { .text($0) } ?? .none,
          .title: title(of: body).map { .text($0) } ?? .none, .body: .text(body),
        ]))
  }

  /// The text of the first `title` element.
  private static func title(of page: String) -> String? {
    let lower = page.lowercased()
    guard let open = lower.firstRange(of: "<title"), let start = lower[open.upperBound...].firstIndex(of: ">"),
      let end = lower[start...].firstRange(of: "</title")
    else { return nil }
    // Offsets, because lower-casing may change the length of what stands before.
    guard lower.count == page.count else { return nil }
    let from = page.index(page.startIndex, offsetBy: lower.distance(from: lower.startIndex, to: start) + 1)
    let to = page.index(page.startIndex, offsetBy: lower.distance(from: lower.startIndex, to: end.lowerBound))
    return TextMethods.trimmed(String(page[from..<to]))
  }

  /// The record of `service`: what the greeting says, else the usual name of the port number.
  static func service(_ bytes: [UInt8], _ port: Port) -> Value {
    let banner = ServiceBanner(bytes)
    let usual = ServiceNames.name(of: port.number, port.proto ?? .tcp)
    return .object(
      RecordObject(
        .service,
        [
          .name: (banner?.name ?? usual).map { .text($0) } ?? .none,
          .product: banner?.product.map { .text($0) } ?? .none,
          .version: banner?.version.map { .text($0) } ?? .none,
          .banner: bytes.isEmpty ? .none : .text(String(decoding: bytes, as: UTF8.self)),
          .evidence: .text(banner == nil ? "port" : "banner"),
        ]))
  }
}
