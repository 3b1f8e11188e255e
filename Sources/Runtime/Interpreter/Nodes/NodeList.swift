// SPDX-License-Identifier: GPL-3.0-or-later

/// The children of a node in memory of their own: walking over an array counts the array's owners each time.
///
/// The node that has them lets go of them with `deallocate`.
struct NodeList {
  private let nodes: UnsafeMutableBufferPointer<Unmanaged<Node>>

  init(_ nodes: [Node]) {
    self.nodes = .allocate(capacity: nodes.count)
    _ = self.nodes.initialize(fromContentsOf: nodes.map { Unmanaged.passRetained($0) })
  }

  /// How many there are.
  var count: Int { nodes.count }

  /// Runs one of them as a statement.
  @inline(__always)
  func exec(_ place: Int, _ frame: Frame) throws(Trap) -> Flow {
    var trap: Trap?
    var flow = Flow.next
    nodes[place]._withUnsafeGuaranteedRef { node in
      do throws(Trap) { flow = try node.exec(frame) } catch { trap = error }
    }
    if let trap { throw trap }
    return flow
  }

  /// Lets one of them write what it shows into the scratch buffer.
  @inline(__always)
  func write(_ place: Int, _ frame: Frame) throws(Trap) {
    var trap: Trap?
    nodes[place]._withUnsafeGuaranteedRef { node in
      do throws(Trap) { try node.write(frame) } catch { trap = error }
    }
    if let trap { throw trap }
  }

  /// Lets go of the nodes.
  func deallocate() {
    for node in nodes { node.release() }
    nodes.deallocate()
  }
}
