//! Bytes to text, in the encodings that spreadsheets write.

use std::borrow::Cow;

/// Takes a byte-order mark off; UTF-16 becomes UTF-8. Without a mark it shows in a zero
/// beside each of the first letters, which no other encoding has.
/// Other bytes are left alone, for [`cell`] to decode one by one.
pub(super) fn without_mark(bytes: Vec<u8>) -> Vec<u8> {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        [0xFF, 0xFE, rest @ ..] => from_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => from_utf16(rest, u16::from_be_bytes),
        [a, 0, b, 0, ..] if *a > 0 && *b > 0 => from_utf16(&bytes, u16::from_le_bytes),
        [0, a, 0, b, ..] if *a > 0 && *b > 0 => from_utf16(&bytes, u16::from_be_bytes),
        _ => bytes,
    }
}

/// A cell's text: UTF-8 where valid, else Windows-1252, without outer space.
///
/// By the cell, so that one foreign character does not garble a whole file.
pub(super) fn cell(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim()),
        Err(_) => {
            let text: String = bytes.iter().map(|b| windows_1252(*b)).collect();
            Cow::Owned(text.trim().to_owned())
        }
    }
}

/// Lower case, letters and digits only: `Employee_ID `, `employee  id` and
/// `EmployeeId` are one column, `Co-op` and `CO OP` one word.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// [`folded`], and without accents: `Gerätename` and `Geratename` are one word.
pub(super) fn plain(text: &str) -> String {
    let letter = |c: char| match c {
        'à'..='å' | 'ą' | 'ă' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ę' | 'ě' => "e",
        'ì'..='ï' => "i",
        'ñ' | 'ń' => "n",
        'ò'..='ö' | 'ø' | 'ő' => "o",
        'ù'..='ü' | 'ű' | 'ů' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        'ś' | 'š' | 'ş' => "s",
        'ł' => "l",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        _ => "",
    };
    let mut plain = String::with_capacity(text.len());
    for c in folded(text).chars() {
        match letter(c) {
            // Also the dots of a letter that is written as two characters.
            "" if ('\u{300}'..'\u{370}').contains(&c) => {}
            "" => plain.push(c),
            letters => plain.push_str(letters),
        }
    }
    plain
}

/// [`plain`], and umlauts that are written as two letters brought to one: `Geraetename`
/// is `Gerätename`.
pub(super) fn expanded(text: &str) -> String {
    plain(text)
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    text.into_bytes()
}

/// The WHATWG table: Latin-1 but for 0x80 to 0x9F, and no byte undefined.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(without_mark(b"\xEF\xBB\xBFa,b".to_vec()), b"a,b");
        assert_eq!(without_mark(b"\xFF\xFEa\0\xE9\0".to_vec()), "aé".as_bytes());
        assert_eq!(without_mark(b"\xFE\xFF\0a\0b\0".to_vec()), b"ab");
        assert_eq!(without_mark(b"a\0,\0b\0".to_vec()), b"a,b");
        assert_eq!(without_mark(b"\0a\0,\0b".to_vec()), b"a,b");
        assert_eq!(
            without_mark(b"\xFF\xFE\x00\xD8".to_vec()),
            "\u{FFFD}".as_bytes()
        );
    }

    #[test]
    fn cells_decode_one_by_one() {
        assert_eq!(cell(" Käufer ".as_bytes()), "Käufer");
        assert_eq!(cell(b"K\xE4ufer\x80 "), "Käufer€");
    }

    #[test]
    fn folding_forgets_case_and_punctuation() {
        assert_eq!(folded("  Primary  user_UPN\u{feff}"), "primaryuserupn");
        assert_eq!(folded("Département"), "département");
        assert_eq!(folded("--"), "");
        assert_eq!(plain("Geräte-ID"), "gerateid");
        assert_eq!(plain("Ge\u{301}ra\u{308}t"), "gerat");
        assert_eq!(expanded("Geraetename"), "geratename");
    }
}
