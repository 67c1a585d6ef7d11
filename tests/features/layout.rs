//! The layout from a wide screen to a narrow frame: nothing cut off, nothing to scroll sideways.

use desk_tests::{Browser, Failed, World, desk_test};

const HEIGHT: u32 = 800;

#[test]
fn at_1440_everything_fits() {
    everything_fits(1440);
}

#[test]
fn at_1024_everything_fits() {
    everything_fits(1024);
}

#[test]
fn at_720_everything_fits() {
    everything_fits(720);
}

#[test]
fn at_420_everything_fits() {
    everything_fits(420);
}

#[test]
fn at_360_everything_fits() {
    everything_fits(360);
}

#[test]
fn a_narrow_screen_shows_the_list_or_the_appeal() {
    desk_test(World::still(), async |anna| {
        anna.resizes_to(420, HEIGHT).await?;
        anna.sees("Очередь").await?;
        anna.does_not_see("Выберите обращение").await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Обращение", "Закрыть").await?;
        anna.does_not_see("Очередь").await?;
        anna.does_not_see("Мои обращения").await?;
        anna.opens("К списку").await?;
        anna.sees("Очередь").await?;
        assert_eq!(anna.path().await?, "/");
        anna.does_not_see("Чат с клиентом").await?;
        Ok(())
    });
}

#[test]
fn a_narrow_screen_shows_who_the_client_is_when_asked() {
    desk_test(World::still(), async |anna| {
        anna.resizes_to(420, HEIGHT).await?;
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Обращение", "Закрыть").await?;
        anna.does_not_see("Об обращении").await?;
        anna.press("О клиенте").await?;
        anna.sees_in("Клиент", "Об обращении").await?;
        anna.press("Скрыть панель").await?;
        anna.does_not_see("Об обращении").await?;
        Ok(())
    });
}

/// A waiting, a worked and a closed appeal, and none, in a window that wide; in both languages.
fn everything_fits(width: u32) {
    desk_test(World::still(), async |anna| {
        anna.sees_title("(4)").await?;
        let waiting = anna.queue().await?.remove(0).path;
        let in_work = anna.list().await?.remove(0).rows.remove(0).path;
        anna.turns_to("Закрытые").await?;
        let closed = async || Ok(anna.list().await?.into_iter().find(|day| day.day == "Вчера"));
        let closed = anna.until("the closed appeals", closed).await?.rows.remove(0).path;
        anna.resizes_to(width, HEIGHT).await?;
        for (take, back) in [("Взять в работу", "English"), ("Take", "Русский")] {
            for path in ["/", &waiting, &in_work, &closed] {
                anna.goes(path).await?;
                if path == waiting {
                    anna.sees(take).await?;
                }
                anna.until("the desk", async || Ok((anna.header_bounds().await?.len() > 2).then_some(())))
                    .await?;
                fits(anna, width, path).await?;
            }
            anna.goes("/").await?;
            anna.resizes_to(1440, HEIGHT).await?;
            anna.press(back).await?;
            anna.resizes_to(width, HEIGHT).await?;
        }
        Ok(())
    });
}

/// Whether nothing of the page sticks out of a window that wide.
pub(crate) async fn fits(anna: &Browser, width: u32, path: &str) -> Result<(), Failed> {
    let (far, out) = anna.sideways().await?;
    assert!(far == 0.0, "{path} at {width}: the page scrolls {far} px sideways, for {out:#?}");
    // The client's drawer slides away while the window is made narrower.
    let is_uncovered = async || Ok(anna.header_bounds().await?.iter().all(|it| it.is_hit).then_some(()));
    anna.until(&format!("{path} at {width}: no button covered"), is_uncovered).await?;
    for button in anna.header_bounds().await? {
        let is_inside = button.left >= 0.0
            && button.top >= 0.0
            && button.right <= f64::from(width)
            && button.bottom <= f64::from(HEIGHT);
        assert!(is_inside, "{path} at {width}: cut off: {button:?}");
    }
    Ok(())
}
