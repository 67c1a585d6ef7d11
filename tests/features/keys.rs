//! E5, U6: the palette, and keys that work by their place.

use desk_tests::{Browser, Failed, Key, World, desk_test};

/// E5.
#[test]
fn e5_the_palette_finds_an_appeal_a_client_and_an_action() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4)").await?;
        let waiting = anna.queue().await?[0].path.clone();
        anna.hits_with(Key::Control, 'k').await?;
        anna.sees("Что сделать").await?;
        anna.types("котова").await?;
        anna.sees_in("Что сделать", "Чат на сайте").await?;
        anna.sees_in("Что сделать", "Клиент ·").await?;
        anna.hits(Key::Enter).await?;
        anna.does_not_see("Что сделать").await?;
        anna.sees_in("Обращение", "Мария Котова").await?;
        assert_eq!(anna.path().await?, waiting);
        anna.hits_with(Key::Control, 'k').await?;
        anna.types("ждёт дольше").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_title("(3)").await?;
        anna.sees_in("Обращение", "Закрыть").await?;
        Ok(())
    });
}

/// E5.
#[test]
fn e5_escape_clears_the_search_and_then_closes_the_palette() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        anna.hits_with(Key::Control, 'k').await?;
        anna.types("нет такого").await?;
        anna.sees_in("Что сделать", "Ничего не нашлось").await?;
        anna.hits(Key::Escape).await?;
        anna.sees_in("Что сделать", "Список клавиш").await?;
        anna.hits(Key::Escape).await?;
        anna.does_not_see("Что сделать").await?;
        Ok(())
    });
}

/// U6.
#[test]
fn u6_keys_work_by_their_place_on_the_russian_layout_and_not_in_a_field() {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4)").await?;
        anna.hits_the_place("KeyJ", "о").await?;
        let first = is_open(anna).await?;
        anna.hits_the_place("KeyJ", "о").await?;
        let another = async || Ok(Some(anna.path().await?).filter(|path| *path != first));
        anna.until("another appeal", another).await?;
        anna.write("Сообщение", "j").await?;
        let second = anna.path().await?;
        anna.types("jjj").await?;
        assert_eq!(anna.holds("Сообщение").await?, "jjjj");
        assert_eq!(anna.path().await?, second);
        anna.hits(Key::Escape).await?;
        anna.hits_the_place("KeyK", "л").await?;
        let back = async || Ok((anna.path().await? == first).then_some(()));
        anna.until("the first appeal again", back).await?;
        Ok(())
    });
}

/// U6.
#[test]
fn u6_the_list_of_keys_is_shown_and_single_keys_are_switched_off() {
    desk_test(World::still(), async |anna| {
        anna.sees("Очередь").await?;
        anna.types("?").await?;
        anna.sees_in("Клавиши", "Следующее обращение").await?;
        anna.checks("Одиночные клавиши работают, пока курсор не в поле").await?;
        anna.hits(Key::Escape).await?;
        anna.does_not_see("Следующее обращение").await?;
        anna.hits_the_place("KeyJ", "о").await?;
        anna.hits_with(Key::Control, 'k').await?;
        anna.sees("Что сделать").await?;
        assert_eq!(anna.path().await?, "/", "the key did nothing");
        anna.reload().await?;
        anna.sees("Очередь").await?;
        anna.hits_the_place("KeyJ", "о").await?;
        anna.hits_with(Key::Control, 'k').await?;
        anna.sees("Что сделать").await?;
        assert_eq!(anna.path().await?, "/", "and nothing after a reload");
        Ok(())
    });
}

/// E5.
#[test]
fn e5_the_focus_stays_where_the_hand_was_when_a_button_is_gone() {
    desk_test(World::still(), async |anna| {
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Обращение", "Закрыть").await?;
        anna.press_in("Обращение", "Спам").await?;
        anna.sees_in("Обращение", "Открыть снова").await?;
        anna.tabs_to("Открыть снова").await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Обращение", "В работе").await?;
        anna.hits(Key::Tab).await?;
        let focus = anna.focus().await?;
        assert_eq!(focus.map(|(name, _)| name).as_deref(), Some("Закрыть"));
        Ok(())
    });
}

/// The appeal that opens.
async fn is_open(anna: &Browser) -> Result<String, Failed> {
    let opened = async || Ok(Some(anna.path().await?).filter(|path| path.starts_with("/appeals/")));
    Ok(anna.until("an open appeal", opened).await?)
}
