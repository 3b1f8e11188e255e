" Vim syntax file for scan playbooks.
" Made from the tables of the language by `make grammar`: change those.
if exists("b:current_syntax")
  finish
endif
syntax case match

syntax keyword scanControl return if else for while break continue match try fail on
syntax keyword scanDeclaration let var fn import param targets ports technique limits scope test network edition
syntax keyword scanWordOperator and or not in has as except
syntax keyword scanConstant true false none
syntax keyword scanAction scan expect finding emit show save
syntax keyword scanState open closed filtered unfiltered
syntax keyword scanFlag SYN ACK FIN RST PSH URG ECE CWR NONE
syntax keyword scanPortSet system_ports registered_ports dynamic_ports all_ports
syntax match scanBuiltin "\v<%(banner|baseline|diff|dns|env|flags|float|http|int|json|len|max|min|note|now|parse_json|ping|ports|print|probe|range|read_lines|resolve|reverse|round|service|skip|sleep|sorted|ssh|stop|str|targets|tcp|tls|today|top_ports|traceroute|udp)\ze\("
syntax match scanClause "\v%(^|[{;])\s*\zs%(allow|always|any|closed|columns|confirm|connect|deadline|delay|deny|discover|done|drop|error|filter|filtered|followups|host|hosts|keep|limit|loss|memory|never|only|open|order|packets|payload|rate|reject|retries|same|send|shard|sort|source_port|steps|that|ticket|time|timeout|ttl|unfiltered|using|valid|via|waive|window)>\ze\s+[^= ]"
syntax match scanClause "\v\s\zs%(ports|using|rate|retries|timeout|deadline|order|discover|followups|confirm|keep|via|source_port|ttl|shard)\ze\s+[^= ]"
syntax match scanType "\v%(:|->)\s+\zs%(address|bool|bytes|certificate|change|comparison|date|dns|duration|finding|flags|float|function|hop|host|http|int|list|map|network|none|observation|ping|port|ports|range|rate|reply|results|service|size|ssh|state|string|targets|technique|time|tls|traceroute)>"
syntax match scanLabel "\v<\h\w*\ze:\s"
syntax match scanFunction "\v<%(fn|technique)\s+\zs\h\w*"
syntax match scanMember "\v[0-9A-Za-z_)\]]@1<=%(\?\.|\.)\s*\h\w*"
syntax match scanInteger "\v[0-9A-Za-z_.:]@1<!%(0x[0-9A-Fa-f_]+|0b[01_]+|[0-9][0-9_]*[kM]?)[0-9A-Za-z_]@!"
syntax match scanFloat "\v[0-9A-Za-z_.:]@1<!%([0-9][0-9_]*%(\.[0-9]+%([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+))[0-9A-Za-z_]@!"
syntax match scanRange "\v[0-9A-Za-z_.:]@1<!%([0-9]+-[0-9]+)[0-9A-Za-z_]@!"
syntax match scanPercent "\v[0-9A-Za-z_.:]@1<!%([0-9][0-9_]*%(\.[0-9]+)?\%)[0-9A-Za-z_]@!"
syntax match scanSize "\v[0-9A-Za-z_.:]@1<!%([0-9][0-9_]*%(\.[0-9]+)?%(GiB|KiB|MiB|GB|KB|MB|B))[0-9A-Za-z_]@!"
syntax match scanDuration "\v[0-9A-Za-z_.:]@1<!%(%([0-9][0-9_]*%(\.[0-9]+)?%(ms|us|d|h|m|s|w))+)[0-9A-Za-z_]@!"
syntax match scanRate "\v[0-9A-Za-z_.:]@1<!%([0-9][0-9_]*%(\.[0-9]+)?[kM]?/%(s|m|h))[0-9A-Za-z_]@!"
syntax match scanPort "\v[0-9A-Za-z_.:]@1<!%([0-9]+%(-[0-9]+)?/%(tcp|udp))[0-9A-Za-z_]@!"
syntax match scanAddress6 "\v[0-9A-Za-z_.:]@1<!%(%([0-9A-Fa-f]{0,4}%(:[0-9A-Fa-f]{0,4})+:[0-9]{1,3}%(\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}%(:[0-9A-Fa-f]{0,4}){2,})%(\%[0-9A-Za-z_.-]+)?%(-%([0-9A-Fa-f]{0,4}%(:[0-9A-Fa-f]{0,4})+:[0-9]{1,3}%(\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}%(:[0-9A-Fa-f]{0,4}){2,})|/[0-9]+)?)[0-9A-Za-z_]@!"
syntax match scanAddress "\v[0-9A-Za-z_.:]@1<!%([0-9]{1,3}%(\.[0-9]{1,3}){3}%(-[0-9]{1,3}%(\.[0-9]{1,3}){3}|-[0-9]+|/[0-9]+)?)[0-9A-Za-z_]@!"
syntax match scanDate "\v[0-9A-Za-z_.:]@1<!%([0-9]{4}-[0-9]{2}-[0-9]{2})[0-9A-Za-z_]@!"
syntax match scanEscape contained "\v\\%(x\x{2}|u\{\x+\}|.)"
syntax region scanInterpolation contained matchgroup=scanEscape start="\\(" end=")" contains=TOP
syntax region scanParentheses transparent start="(" end=")" contains=TOP
syntax region scanText start=+"+ end=+"\|$+ contains=scanEscape,scanInterpolation
syntax region scanText start=+"""+ end=+"""+ contains=scanEscape,scanInterpolation
syntax region scanBytes start=+\<b"+ end=+"\|$+ contains=scanEscape
syntax region scanRaw start=+\<r"+ end=+"\|$+
syntax region scanRaw start=+\<r"""+ end=+"""+
syntax match scanComment "#.*$" contains=@Spell
syntax match scanDocumentation "##.*$" contains=@Spell
syntax match scanShebang "\%^#!.*$"

highlight default link scanControl Conditional
highlight default link scanDeclaration StorageClass
highlight default link scanWordOperator Operator
highlight default link scanConstant Constant
highlight default link scanAction Statement
highlight default link scanState Constant
highlight default link scanFlag Constant
highlight default link scanPortSet Constant
highlight default link scanDate Number
highlight default link scanAddress Number
highlight default link scanAddress6 Number
highlight default link scanPort Number
highlight default link scanRate Number
highlight default link scanDuration Number
highlight default link scanSize Number
highlight default link scanPercent Number
highlight default link scanRange Number
highlight default link scanFloat Float
highlight default link scanInteger Number
highlight default link scanBuiltin Function
highlight default link scanClause Keyword
highlight default link scanType Type
highlight default link scanLabel Identifier
highlight default link scanFunction Function
highlight default link scanEscape SpecialChar
highlight default link scanText String
highlight default link scanBytes String
highlight default link scanRaw String
highlight default link scanComment Comment
highlight default link scanDocumentation SpecialComment
highlight default link scanShebang PreProc

let b:current_syntax = "scan"
