//! Text as XML: escaped, without characters that XML does not allow.

/// The text between two tags or in an attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// Schemes that a link may have.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The address as it may stand in a relation; none where a reader might find fault with it, or it leads elsewhere.
pub fn address(url: &str) -> Option<String> {
    let scheme =
        SCHEMES.into_iter().find(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))?;
    let rest = &url[scheme.len()..];
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':') || !c.is_ascii();
    let good = if scheme == "mailto:" {
        let (name, domain) = host.split_once('@')?;
        !name.is_empty()
            && name.chars().all(|c| allowed(c) || c == '+')
            && !domain.is_empty()
            && domain.chars().all(allowed)
    } else {
        let port = host
            .split(':')
            .nth(1)
            .is_none_or(|port| !port.is_empty() && port.len() <= 5 && port.chars().all(|c| c.is_ascii_digit()));
        let labels = host.split(':').next().unwrap_or_default();
        host.matches(':').count() <= 1
            && port
            && host.chars().all(allowed)
            && labels.split('.').all(|label| !label.is_empty())
    };
    if !good {
        return None;
    }
    let mut out = scheme.to_owned();
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&()*+,;=%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend([format!("%{byte:02X}")]);
        }
    }
    // A percent sign that begins nothing is one of the text.
    let mut parts = out.split('%');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.as_bytes().get(..2).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
        whole.push_str(if code { "%" } else { "%25" });
        whole.push_str(part);
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_left_out() {
        assert_eq!(escaped("a\u{0}\u{b}<b>&\"\u{ffff}中"), "a&lt;b&gt;&amp;&quot;中");
    }

    #[test]
    fn only_whole_addresses_become_links() {
        assert_eq!(
            address("https://例.cn/年 报?a=1%"),
            Some("https://%E4%BE%8B.cn/%E5%B9%B4%20%E6%8A%A5?a=1%25".to_owned())
        );
        assert_eq!(address("mailto:a@b.cn").as_deref(), Some("mailto:a@b.cn"));
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://",
            "http:// a",
            "http://a:b:c/",
            "mailto:@",
            "http://a..b/",
            "\\\\host\\share",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
