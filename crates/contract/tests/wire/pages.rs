//! Lists in pieces.

use desk_contract::wire::{Cursor, Limit, MessagesQuery, Page};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_cursor_holds_what_its_maker_put_into_it(bytes in prop::collection::vec(any::<u8>(), 1..=256)) {
        let cursor = Cursor::holding(&bytes).unwrap();
        prop_assert_eq!(cursor.held(), Some(bytes));
        let read: Cursor = serde_json::from_value(serde_json::to_value(&cursor).unwrap()).unwrap();
        prop_assert_eq!(read, cursor);
    }

    #[test]
    fn no_text_makes_a_cursor_panic(text in ".{0,600}") {
        if let Ok(cursor) = text.parse::<Cursor>() {
            prop_assert!(text.is_ascii() && text.len() <= Cursor::LONGEST);
            drop(cursor.held());
        }
    }
}

#[test]
fn a_cursor_has_a_longest_and_a_shortest() {
    assert_eq!((Cursor::holding(&[]), Cursor::holding(&[0; 257])), (None, None));
    for text in ["", "a b", "a/b", "ю", &"a".repeat(513)] {
        assert!(text.parse::<Cursor>().is_err(), "{text}");
    }
    assert_eq!("abc".parse::<Cursor>().unwrap().held(), None, "half a byte");
    assert_eq!("zz".parse::<Cursor>().unwrap().held(), None);
}

#[test]
fn a_piece_has_a_length() {
    let limit = |items| Limit::try_from(items).map(Limit::get).ok();
    assert_eq!([0, 1, 200, 201].map(limit), [None, Some(1), Some(200), None]);
    let asked: MessagesQuery = serde_json::from_str("{}").unwrap();
    assert_eq!(asked.limit.get(), 50);
    assert!(serde_json::from_str::<MessagesQuery>(r#"{"limit":500}"#).is_err());
}

#[test]
fn the_end_of_a_list_says_so() {
    let last = r#"{"items":[1,2],"next_cursor":null}"#;
    let page: Page<u8> = serde_json::from_str(last).unwrap();
    assert_eq!(page, Page { items: vec![1, 2], next_cursor: None });
    assert_eq!(serde_json::to_string(&page).unwrap(), last);
}

#[test]
fn a_cursor_of_a_place_names_that_place_and_any_can_be_asked_for() {
    for place in [0, 1, 255, 1_000_000, u32::MAX] {
        let cursor = Cursor::at(place);
        assert_eq!(cursor.place(), Some(place));
        assert_eq!(cursor.as_str().parse(), Ok(cursor.clone()));
    }
    assert_eq!(Cursor::at(1_000_000).as_str(), "000f4240");
    let of_another_kind: Cursor = "abc".parse().unwrap();
    assert_eq!(of_another_kind.place(), None);
}
