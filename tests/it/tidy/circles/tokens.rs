//! Rust code as words and signs, without comments, texts and tests.

/// The words and signs of a file: `::` is one sign, texts and letters are left out.
pub fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (mut at, mut found) = (0, Vec::new());
    while at < letters.len() {
        let rest = &letters[at..];
        let next = rest.get(1).copied();
        at += match rest[0] {
            '/' if next == Some('/') => until(rest, "\n"),
            '/' if next == Some('*') => until(rest, "*/"),
            'r' if next == Some('"') => 1 + until(&rest[1..], "\""),
            'r' if next == Some('#') && rest.get(2) == Some(&'"') => until(rest, "\"#"),
            '"' => quoted(rest),
            '\'' => letter(rest),
            ':' if next == Some(':') => {
                found.push("::".to_owned());
                2
            }
            first if word(first) => {
                let length = rest.iter().take_while(|c| word(**c)).count();
                found.push(rest[..length].iter().collect());
                length
            }
            first => {
                if !first.is_whitespace() {
                    found.push(first.to_string());
                }
                1
            }
        };
    }
    found
}

fn word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Length up to the end of a mark that stands after the first letter.
fn until(letters: &[char], mark: &str) -> usize {
    let mark: Vec<char> = mark.chars().collect();
    let found = letters[1..].windows(mark.len()).position(|w| w == mark);
    found.map_or(letters.len(), |at| at + 1 + mark.len())
}

/// Length of a text in quotes.
fn quoted(letters: &[char]) -> usize {
    let mut at = 1;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Length of a letter in quotes, or of the sign before a lifetime.
fn letter(letters: &[char]) -> usize {
    match letters.get(1..3) {
        Some(['\\', _]) => 2 + until(&letters[2..], "'"),
        Some([_, '\'']) => 3,
        _ => 1,
    }
}

/// Code without what is compiled for tests alone; the modules of tests that are
/// declared there and stand in files of their own.
pub fn without_tests(tokens: &[String]) -> (Vec<String>, Vec<String>) {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut at, mut kept, mut modules) = (0, Vec::new(), Vec::new());
    while at < tokens.len() {
        if !starts_with(&tokens[at..], &mark) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let end = at + mark.len() + item(&tokens[at + mark.len()..]);
        if let Some([_, name, _]) = tokens[at..end].windows(3).find(|w| w[0] == "mod") {
            modules.push(name.clone());
        }
        at = end;
    }
    (kept, modules)
}

fn starts_with(tokens: &[String], mark: &[&str]) -> bool {
    tokens.len() >= mark.len() && mark.iter().zip(tokens).all(|(m, t)| m == t)
}

/// Length of the item that tokens start with: up to its `;` or its last brace.
fn item(tokens: &[String]) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        let next = tokens.get(at + 1).map(String::as_str);
        let closed = token == "}" && next != Some(";");
        if depth == 0 && (token == ";" || closed) {
            return at + 1;
        }
    }
    tokens.len()
}
