//! The address of an appeal: it survives a reload and the browser's way back, and a wrong one is named.

use desk_tests::{World, desk_test};

#[test]
fn an_open_appeal_is_still_open_after_a_reload_and_the_way_back() {
    desk_test(World::still(), async |anna| {
        let list = async || Ok(anna.list().await?.into_iter().next());
        let rows = anna.until("the list", list).await?.rows;
        for row in &rows[..2] {
            let name = row.says.split(' ').next().unwrap_or_default();
            anna.opens_in("Мои обращения", name).await?;
            let opened = async || Ok((anna.path().await? == row.path).then_some(()));
            anna.until("the appeal of that row", opened).await?;
        }
        let second = anna.messages().await?;
        anna.reload().await?;
        let same = async || Ok(anna.messages().await.is_ok_and(|now| now == second).then_some(()));
        anna.until("the same chat after a reload", same).await?;
        assert_eq!(anna.path().await?, rows[1].path);

        anna.back().await?;
        let back = async || Ok((anna.path().await? == rows[0].path).then_some(()));
        anna.until("the appeal opened before", back).await?;
        let other = async || Ok(anna.messages().await.is_ok_and(|now| now != second).then_some(()));
        anna.until("its own chat", other).await?;
        Ok(())
    });
}

#[test]
fn an_unknown_appeal_is_said_to_be_unknown_and_the_rest_still_works() {
    desk_test(World::still(), async |anna| {
        // What a server says of an appeal that it does not know, and of its messages, which are asked for early.
        anna.expects_complaint(
            "/appeals/018f0000-0000-7000-8000-000000000000 - Failed to load resource: the server responded with a status of 404",
        );
        anna.expects_complaint(
            "/appeals/018f0000-0000-7000-8000-000000000000/messages?limit=60 - Failed to load resource: the server responded with a status of 404",
        );
        for id in ["018f0000-0000-7000-8000-000000000000", "seven"] {
            anna.goes(&format!("/appeals/{id}")).await?;
            anna.sees_in("Обращение", "Такого обращения нет").await?;
        }
        anna.press_in("Очередь", "Взять").await?;
        anna.sees_in("Обращение", "В работе").await?;
        Ok(())
    });
}

#[test]
fn a_wrong_path_has_a_way_back_to_the_appeals() {
    desk_test(World::still(), async |anna| {
        anna.goes("/reports/2019").await?;
        anna.sees("Такой страницы нет").await?;
        anna.opens("К обращениям").await?;
        anna.sees("Выберите обращение").await?;
        assert_eq!(anna.path().await?, "/");
        Ok(())
    });
}
