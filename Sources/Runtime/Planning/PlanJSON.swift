// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// A plan as one JSON object: what a run's `summary` calls sent lies between `packets.least` and `packets.most`.
///
/// `null` for a most means that there is no bound. Times are microseconds.
public struct PlanJSON {
  private let plan: ScanPlan

  /// The object of a plan.
  public init(_ plan: ScanPlan) { self.plan = plan }

  /// One line, with its end.
  public var line: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "plan")
    writer.member("schema", JSONLine.schema)
    writer.member("script", plan.script)
    writer.member("scope", plan.scopeName)
    list("scans", plan.scans, to: &writer) { write($0, to: &$1) }
    list("follow_ups", plan.followUps, to: &writer) { write($0, to: &$1) }
    bounds("packets", plan.packets, to: &writer)
    bounds("kernel", plan.kernel, to: &writer)
    bounds("lookups", plan.lookups, to: &writer)
    writer.strings("names", plan.names)
    list("resolved", plan.resolved, to: &writer) { entry, writer in
      writer.member("name", entry.name)
      writer.strings("addresses", entry.addresses.map(\.description))
    }
    writer.strings("limits", plan.limits)
    writer.strings("notes", plan.notes)
    writer.endObject()
    writer.endLine()
    return writer.text
  }

  private func write(_ scan: PlannedScan, to writer: inout JSONWriter) {
    writer.member("place", scan.place)
    writer.member("handler", scan.handler)
    bounds("runs", scan.runs, to: &writer)
    bounds("targets", scan.targets, to: &writer)
    writer.member("target_set", scan.targetText)
    bounds("ports", scan.ports, to: &writer)
    writer.member("port_set", scan.portText)
    writer.member("discovery_probes", scan.searchProbes)
    writer.strings("techniques", scan.techniques)
    writer.strings("replaced", scan.replaced)
    writer.key("privileged")
    writer.bool(scan.needsPrivilege)
    if let keepsPackets = scan.keepsPackets {
      writer.key("captured")
      writer.bool(keepsPackets)
    }
    writer.member("retries", scan.retries)
    writer.member("confirm", scan.confirm)
    writer.member("timeout_us", scan.timeout.microseconds)
    writer.member("deadline_us", scan.deadline?.microseconds)
    writer.member("rate", scan.rate?.description)
    writer.member("rate_per_host", scan.ratePerHost?.description)
    writer.member("order", scan.order)
    writer.member("shard", scan.shard)
    bounds("packets", scan.packets, to: &writer)
    bounds("kernel", scan.kernel, to: &writer)
    bounds("time_us", scan.time, to: &writer)
    writer.member("bits_per_second", scan.bandwidth)
    list("handlers", scan.handlers, to: &writer) { handler, writer in
      writer.member("header", handler.header)
      writer.member("place", handler.place)
      bounds("instances", handler.instances, to: &writer)
      bounds("packets_each", handler.each, to: &writer)
    }
  }

  private func write(_ followUp: PlannedFollowUp, to writer: inout JSONWriter) {
    writer.member("name", followUp.name)
    writer.member("place", followUp.place)
    writer.member("handler", followUp.handler)
    bounds("runs", followUp.runs, to: &writer)
    bounds("packets", followUp.packets, to: &writer)
    bounds("kernel", followUp.kernel, to: &writer)
  }

  private func list<Item>(
    _ name: String, _ items: [Item], to writer: inout JSONWriter, _ write: (Item, inout JSONWriter) -> Void
  ) {
    writer.key(name)
    writer.beginArray()
    for item in items {
      writer.beginObject()
      write(item, &writer)
      writer.endObject()
    }
    writer.endArray()
  }

  private func bounds(_ name: String, _ bounds: CountBounds, to writer: inout JSONWriter) {
    writer.key(name)
    writer.beginObject()
    writer.member("least", bounds.least)
    writer.member("most", bounds.most)
    writer.endObject()
  }
}
