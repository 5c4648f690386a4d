//! Lines of a screen, with bold headings where they can be shown.

use super::screen::Screen;

/// Columns of a screen.
pub const WIDTH: usize = 100;

/// Builds the text.
#[derive(Debug)]
pub struct Page {
    /// What can be shown.
    pub screen: Screen,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(screen: Screen) -> Self {
        Self {
            screen,
            text: String::new(),
        }
    }

    /// A heading with what stands beside it, or below where it does not fit.
    pub fn wide_heading(&mut self, title: &str, aside: &str) {
        if title.chars().count() + 2 + aside.chars().count() > WIDTH {
            self.heading(title, "");
            self.paragraph(aside, 2);
        } else {
            self.heading(title, aside);
        }
    }

    /// A heading: bold, and text in plain letters beside it.
    pub fn heading(&mut self, text: &str, aside: &str) {
        let (bold, end) = if self.screen.colour {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        let gap = if aside.is_empty() { "" } else { "  " };
        self.line(&format!("{bold}{text}{end}{gap}{aside}"));
    }

    /// A heading of a section, after an empty line.
    pub fn section(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.gap();
        }
        self.heading(text, "");
    }

    /// A line.
    pub fn line(&mut self, text: &str) {
        let line = self.shown(text);
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A line whose letters the screen has.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A text that wraps at spaces; its lines are indented, the later ones twice.
    pub fn paragraph(&mut self, text: &str, indent: usize) {
        let mut line = " ".repeat(indent);
        for (at, word) in text.split(' ').enumerate() {
            if at > 0 && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line = " ".repeat(2 * indent);
            } else if at > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
    }

    /// A text, indented and wrapped.
    pub fn text(&mut self, text: &str) {
        self.row("", 0, text);
    }

    /// A label in a column of this width, and text that wraps beside it.
    pub fn row(&mut self, label: &str, width: usize, text: &str) {
        let indent = if width == 0 { 2 } else { width + 4 };
        let label = self.shown(label);
        let head = if width == 0 {
            "  ".to_owned()
        } else {
            format!("  {label:<width$}  ")
        };
        for (at, line) in wrap(&self.shown(text), WIDTH - indent).iter().enumerate() {
            let before = if at == 0 { &head } else { &" ".repeat(indent) };
            self.raw(&format!("{before}{line}"));
        }
    }

    /// A label in a column of this width, and text that may be longer than a line.
    pub fn table_row(&mut self, label: &str, width: usize, text: &str) {
        self.line(&format!("  {label:<width$}  {text}"));
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    /// The text in letters that the screen has.
    fn shown(&self, text: &str) -> String {
        if self.screen.unicode || text.is_ascii() {
            return text.to_owned();
        }
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '±' => out.push_str("+-"),
                '×' => out.push('x'),
                '–' => out.push('-'),
                '≥' => out.push_str(">="),
                '≤' => out.push_str("<="),
                c if c.is_ascii() => out.push(c),
                _ => out.push('?'),
            }
        }
        out
    }
}

/// Breaks a text at spaces into lines of at most `width` characters, where it can.
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
    use super::*;

    #[test]
    fn wraps_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensible", 7), ["incomprehensible"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn ascii_is_enough() {
        let mut page = Page::new(Screen {
            colour: false,
            unicode: false,
        });
        page.line("Zürich ≥ 3");
        page.paragraph("word ".repeat(40).trim(), 2);
        let text = page.finish();
        assert!(text.is_ascii() && text.starts_with("Z?rich >= 3\n"));
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.contains("\n    word"), "{text}");
    }
}
