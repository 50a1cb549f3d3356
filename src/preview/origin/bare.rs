//! What a text has in common in a file and on a page.

/// The text without spaces and the marks that a page sets otherwise.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '%' | '，' | '。' | '；')).collect()
}

/// The numbers in a text, without the commas between thousands.
pub fn numbers(text: &str) -> Vec<String> {
    let text = text.replace(',', "");
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    runs.map(|run| run.trim_matches('.').to_owned()).filter(|run| !run.is_empty()).collect()
}
