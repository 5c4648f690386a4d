//! Text in sections, with wrapped and aligned lines.

use std::fmt::Write;

use crate::report::terminal::Screen;

/// Columns of a line.
const WIDTH: usize = 100;

/// Builds the text of a page.
#[derive(Debug)]
pub struct Page {
    text: String,
    screen: Screen,
}

impl Page {
    /// An empty page.
    pub fn new(screen: Screen) -> Self {
        Self {
            text: String::new(),
            screen,
        }
    }

    /// A heading, after an empty line.
    pub fn heading(&mut self, text: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let (bold, end) = if self.screen.colour {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{gap}{bold}{}{end}", self.shown(text));
    }

    /// A line of its own, indented and wrapped.
    pub fn line(&mut self, text: &str) {
        self.row("", 0, text);
    }

    /// A label in a column of this width, and text that wraps beside it.
    pub fn row(&mut self, label: &str, width: usize, text: &str) {
        let indent = if width == 0 { 2 } else { width + 4 };
        let (label, text) = (self.shown(label), self.shown(text));
        let mut lines = wrap(&text, WIDTH - indent).into_iter();
        let first = lines.next().unwrap_or_default();
        let head = if width == 0 {
            "  ".to_owned()
        } else {
            format!("  {label:<width$}  ")
        };
        let _ = writeln!(self.text, "{}", format!("{head}{first}").trim_end());
        for line in lines {
            let _ = writeln!(self.text, "{:indent$}{line}", "");
        }
    }

    /// A label in a column of this width, and text that may be longer than a line.
    pub fn table_row(&mut self, label: &str, width: usize, text: &str) {
        let line = format!("  {label:<width$}  {}", self.shown(text));
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    /// The page.
    pub fn finish(self) -> String {
        self.text
    }

    fn shown(&self, text: &str) -> String {
        if self.screen.unicode {
            text.to_owned()
        } else {
            let letter = |c: char| match c {
                '×' => "x".to_owned(),
                '–' => "-".to_owned(),
                '≥' => ">=".to_owned(),
                '≤' => "<=".to_owned(),
                c if c.is_ascii() => c.to_string(),
                _ => "?".to_owned(),
            };
            text.chars().map(letter).collect()
        }
    }
}

/// Breaks a text at spaces into lines of at most `width` characters, where it
/// can.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().map_or(0, |line| line.chars().count());
        if line > 0 && line + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else if let Some(last) = lines.last_mut() {
            if line > 0 {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn wraps_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensible", 7), ["incomprehensible"]);
        assert_eq!(wrap("", 7), [""]);
    }
}
