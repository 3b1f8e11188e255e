// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Engines

/// What servers say first, read without a network.
struct FollowUpTextTests {
  @Test(arguments: [
    ("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", "2.0", "OpenSSH_9.2p1", "Debian-2+deb12u3" as String?),
    ("welcome\r\nSSH-1.99-x\n", "1.99", "x", nil), ("SSH-2.0-a-b c d", "2.0", "a-b", "c d"),
  ])
  func identifications(_ text: String, version: String, software: String, comment: String?) throws {
    let ssh = try #require(SSHIdentification(text.utf8))
    #expect(ssh.protocolVersion == version && ssh.software == software && ssh.comment == comment)
  }

  @Test(arguments: ["", "SSH-", "SSH-2.0", "SSH-2.0-", "SSH--x", "220 ftp", "ssh-2.0-x"])
  func noIdentification(_ text: String) { #expect(SSHIdentification(text.utf8) == nil) }

  @Test func tooLongALine() {
    #expect(SSHIdentification(("SSH-2.0-" + String(repeating: "x", count: 300)).utf8) == nil)
  }

  @Test func responses() throws {
    let text = "HTTP/1.1 404 Not Found\r\nServer:  nginx/1.22.1 \r\nA: 1\r\na: 2\r\nbad\r\n\r\n<html>\nx"
    let response = try #require(HTTPResponse(Array(text.utf8)))
    #expect(response.version == "1.1" && response.status == 404 && response.reason == "Not Found")
    #expect(response.value(of: "server") == "nginx/1.22.1" && response.value(of: "A") == "1, 2")
    #expect(response.value(of: "b") == nil && response.fields.count == 3)
    #expect(String(decoding: response.body, as: UTF8.self) == "<html>\nx")
  }

  @Test(arguments: ["HTTP/1.0 200", "HTTP/1.0 200\n", "HTTP/1.0 200 \r\nA: b", "HTTP/1.0 200 OK\r\n\r\n"])
  func shortResponses(_ text: String) throws {
    let response = try #require(HTTPResponse(Array(text.utf8)))
    #expect(response.status == 200 && response.body.isEmpty)
  }

  @Test(arguments: ["", "HTTP/", "HTTP/1.1", "HTTP/1.1 2000 x", "HTTP/1.1 abc", "HTTP/1.1 020 x", "GET / HTTP/1.1"])
  func noResponse(_ text: String) { #expect(HTTPResponse(Array(text.utf8)) == nil) }

  @Test(arguments: [
    ("SSH-2.0-OpenSSH_9.2p1\r\n", "ssh", "OpenSSH" as String?, "9.2p1" as String?),
    ("SSH-2.0-dropbear\r\n", "ssh", "dropbear", nil),
    ("HTTP/1.1 200 OK\r\nServer: Apache/2.4 (x)\r\n\r\n", "http", "Apache", "2.4"),
    ("HTTP/1.1 200 OK\r\n\r\n", "http", nil, nil), ("220 mail.example.org ESMTP Postfix\r\n", "smtp", nil, nil),
    ("220 (vsFTPd 3.0.3)\r\n", "ftp", nil, nil), ("+OK ready\r\n", "pop3", nil, nil),
    ("* OK IMAP4\r\n", "imap", nil, nil),
  ])
  func banners(_ text: String, name: String, product: String?, version: String?) throws {
    let banner = try #require(ServiceBanner(Array(text.utf8)))
    #expect(banner.name == name && banner.product == product && banner.version == version)
  }

  @Test(arguments: ["", "220 hello", "hello", "\u{0}\u{1}", "2200 FTP"])
  func unknownBanners(_ text: String) { #expect(ServiceBanner(Array(text.utf8)) == nil) }
}
