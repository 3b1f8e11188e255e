// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of `expect`, `scope` and `limits` (language reference, sections 6 to 8).
extension ClauseWord {
  static let expectRows: [ClauseWord] = [
    ClauseWord(
      .expect, "never", .expect(.never), "None of these ports is in this state.", "never open 80, 443",
      as: "never STATES [PORTS] [on TARGETS]"),
    ClauseWord(
      .expect, "only", .expect(.only), "No port but these is in this state.", "only open 22, 80, 443 on 10.0.0.10",
      as: "only STATES PORTS [on TARGETS]"),
    ClauseWord(
      .expect, "always", .expect(.always), "Each of these ports is in this state.", "always open 443",
      as: "always STATES PORTS [on TARGETS]"),
    ClauseWord(
      .expect, "same", .expect(.same),
      "Hosts up, and state and service of each port, are as they were in earlier results.",
      "same as baseline(\"dmz.json\") ignoring service", as: "same as RESULTS [ignoring FIELD, …]"),
    ClauseWord(
      .expect, "that", .expect(.that), "A condition holds.", "that seen.coverage >= 99%", as: "that CONDITION"),
    ClauseWord(
      .expect, "waive", .expect(.waive),
      "An exception with an end and a reason: the other lines do not judge these ports until that day, included.",
      "waive 443 on 10.0.0.10 until 2126-12-31 because \"migration, NET-412\"",
      as: "waive PORTS [on TARGETS] until DATE because STRING"),
  ]

  static let scopeRows: [ClauseWord] = [
    ClauseWord(.scope, "allow", .scope(.allow), "What may be asked.", "allow 203.0.113.0/24", as: "allow TARGETS"),
    ClauseWord(
      .scope, "deny", .scope(.deny), "What may not be asked, whatever `allow` says.", "deny 203.0.113.7",
      as: "deny TARGETS", default: "nothing"),
    ClauseWord(
      .scope, "valid", .scope(.valid), "From which to which day the scope holds, both included, in UTC.",
      "valid 2026-07-01 until 2126-09-30", as: "valid DATE until DATE", default: "always"),
    ClauseWord(
      .scope, "using", .scope(.using), "Which techniques may be used.", "using connect, syn",
      as: "using TECHNIQUE, …", default: "all"),
    ClauseWord(
      .scope, "rate", .scope(.rate), "The most packets sent in a time, in all or to each host.",
      "rate 500/s, 50/s per host", as: "rate RATE [per host], …", default: "what the scans say"),
    ClauseWord(
      .scope, "ticket", .scope(.ticket), "The order that grants it; it goes into every report.", "ticket \"PT-1182\"",
      as: "ticket STRING", default: "none"),
  ]

  static let limitRows: [ClauseWord] = [
    ClauseWord(.limits, "time", .inline, "The longest time for the run.", "time 20m", as: "time DURATION"),
    ClauseWord(.limits, "packets", .inline, "The most packets for the run.", "packets 2M", as: "packets N"),
    ClauseWord(
      .limits, "followups", .inline, "The most questions from handlers and functions.", "followups 5k",
      as: "followups N"),
    ClauseWord(
      .limits, "steps", .inline, "The most steps of the interpreter.", "steps 50M", as: "steps N", default: "1 G"),
    ClauseWord(.limits, "memory", .inline, "The most memory for values.", "memory 512MiB", as: "memory SIZE"),
  ]
}
