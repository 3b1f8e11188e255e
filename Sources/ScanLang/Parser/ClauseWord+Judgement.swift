// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of `expect`, `scope` and `limits` (language reference, sections 6 to 8).
extension ClauseWord {
  static let expectRows: [ClauseWord] = [
    ClauseWord(.expect, "never", .expect(.never), "None of these ports is in this state.", "never open 23, 445"),
    ClauseWord(
      .expect, "only", .expect(.only), "No port but these is in this state.",
      "only open 22, 443 on 198.51.100.10"),
    ClauseWord(.expect, "always", .expect(.always), "Each of these ports is in this state.", "always open 443"),
    ClauseWord(
      .expect, "same", .expect(.same), "As it was in earlier results.",
      "same as baseline(\"dmz.json\") ignoring service"),
    ClauseWord(.expect, "that", .expect(.that), "A condition holds.", "that seen.coverage >= 99%"),
    ClauseWord(
      .expect, "waive", .expect(.waive), "An exception with an end and a reason.",
      "waive 8443 on 198.51.100.14 until 2026-12-31 because \"migration\""),
  ]

  static let scopeRows: [ClauseWord] = [
    ClauseWord(.scope, "allow", .scope(.allow), "What may be asked.", "allow 203.0.113.0/24"),
    ClauseWord(.scope, "deny", .scope(.deny), "What may not, whatever `allow` says.", "deny 203.0.113.7"),
    ClauseWord(
      .scope, "valid", .scope(.valid), "From which to which day, both included.",
      "valid 2026-07-01 until 2026-09-30"),
    ClauseWord(.scope, "using", .scope(.using), "Which techniques may be used.", "using connect, syn"),
    ClauseWord(.scope, "rate", .scope(.rate), "The most packets sent in a time.", "rate 500/s, 50/s per host"),
    ClauseWord(.scope, "ticket", .scope(.ticket), "The order that grants it.", "ticket \"PT-1182\""),
  ]

  static let limitRows: [ClauseWord] = [
    ClauseWord(.limits, "time", .inline, "The longest time for the run.", "time 20m"),
    ClauseWord(.limits, "packets", .inline, "The most packets for the run.", "packets 2M"),
    ClauseWord(.limits, "followups", .inline, "The most questions from handlers.", "followups 5k"),
    ClauseWord(.limits, "steps", .inline, "The most steps of the interpreter.", "steps 50M"),
    ClauseWord(.limits, "memory", .inline, "The most memory for values.", "memory 512MiB"),
  ]
}
