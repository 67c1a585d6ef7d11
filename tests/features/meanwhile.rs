//! W5, W7, E4: a card that is changed elsewhere while one types into it.

use desk_tests::{Browser, Failed, Key, World, desk_test};

const CHANGED: &str = "Пока вы писали, карточку изменили";
const COMMENT: &str = "Комментарий";

/// A card, and where it is changed.
struct Card {
    path: &'static str,
    list: &'static str,
    name: &'static str,
    form: &'static str,
}

const CONTACT: Card =
    Card {
        path: "/contacts", list: "Клиенты", name: "Мария Котова", form: "Карточка клиента"
    };
const DEAL: Card =
    Card {
        path: "/deals", list: "Сделки", name: "Заказ 259738: пылесос", form: "Изменить сделку"
    };

fn world() -> World {
    World::still().server_alone("the demo is open in one tab at a time, and nobody else in it changes cards")
}

/// W5.
#[test]
fn w5_a_contact_that_was_saved_elsewhere_is_told_and_either_may_be_kept() {
    desk_test(world(), async |anna| is_told_and_either_may_be_kept(anna, &CONTACT).await);
}

/// W7.
#[test]
fn w7_a_deal_that_was_saved_elsewhere_is_told_and_either_may_be_kept() {
    desk_test(world(), async |anna| is_told_and_either_may_be_kept(anna, &DEAL).await);
}

async fn is_told_and_either_may_be_kept(anna: &Browser, card: &Card) -> Result<(), Failed> {
    opens(anna, card).await?;
    anna.write(COMMENT, "Черновик").await?;
    let here = anna.tab().await?;
    let there = anna.opens_tab(card.path).await?;
    opens(anna, card).await?;
    anna.write(COMMENT, "Звонить утром").await?;
    saves(anna, card, "Звонить утром").await?;
    // What stands there now is said, what was typed is kept until one chooses.
    anna.looks_at(&here).await?;
    anna.sees(CHANGED).await?;
    anna.sees_in(card.form, "Звонить утром").await?;
    assert!(anna.holds(COMMENT).await?.ends_with("Черновик"));
    anna.screenshot("card-changed").await?;
    anna.press("Взять то, что в карточке").await?;
    anna.does_not_see(CHANGED).await?;
    assert!(anna.holds(COMMENT).await?.ends_with("Звонить утром"));
    adds(anna, ", не позже десяти").await?;
    saves(anna, card, "Звонить утром, не позже десяти").await?;
    // The other way round, one's own words are kept.
    anna.looks_at(&there).await?;
    anna.press("Изменить").await?;
    adds(anna, ". Спросить Олега").await?;
    let kept = anna.holds(COMMENT).await?;
    anna.looks_at(&here).await?;
    anna.press("Изменить").await?;
    adds(anna, "!").await?;
    saves(anna, card, "не позже десяти!").await?;
    anna.looks_at(&there).await?;
    anna.sees(CHANGED).await?;
    anna.press("Оставить моё").await?;
    anna.does_not_see(CHANGED).await?;
    saves(anna, card, &kept).await
}

/// Opens the card's form from its list.
async fn opens(anna: &Browser, card: &Card) -> Result<(), Failed> {
    anna.goes(card.path).await?;
    anna.opens_in(card.list, card.name).await?;
    Ok(anna.press("Изменить").await?)
}

/// Writes on at the end of the comment, wherever a press puts the caret.
async fn adds(anna: &Browser, words: &str) -> Result<(), Failed> {
    anna.write(COMMENT, "").await?;
    anna.hits_with(Key::Control, Key::End).await?;
    Ok(anna.types(words).await?)
}

async fn saves(anna: &Browser, card: &Card, comment: &str) -> Result<(), Failed> {
    anna.press_in(card.form, "Сохранить").await?;
    Ok(anna.sees_in(card.name, comment).await?)
}
