// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/library_scene.h"

#include "ui/outbox/conflict_dialog.h"
#include "ui/outbox/outbox_table.h"
#include "ui/outbox/outbox_window.h"

#include <QRadioButton>

namespace fw::test {

/// A window over two servers with changes of every fate.
struct OutboxScene : LibraryScene
{
    using Fate = store::Fate;
    using Verdict = wire::EditSettled::Verdict;

    /// The brand as the server has it in this revision.
    void serverHas(const QString &id, double scale, double opacity, qint64 revision,
                   const QString &by = {})
    {
        wire::Item item = brand(id, id == u"1" ? u"ScotlandWTF"_s : u"RoadsWTF"_s, scale);
        for (wire::Metadatum &field : item.fields) {
            if (field.field == u"wm_opacity")
                field.value = opacity;
        }
        item.revision = revision;
        item.by = by;
        item.updated = clock.wall();
        feed(studio, { wire::ItemSeen{ item } });
    }
    EditId edit(const QString &brandId, const QJsonObject &arguments, store::Intent intent = {})
    {
        const EditId id = sessions.find(studio)->send(
            wire::RunAction{ {}, u"brand.edit"_s, brandId, arguments }, intent);
        store.flush();
        return id;
    }
    void settle(const EditId &edit, Verdict verdict, const QString &message = {})
    {
        wire::EditSettled settled;
        settled.edit = edit;
        settled.verdict = verdict;
        settled.message = message;
        feed(studio, { settled });
    }
    void reject(const EditId &edit, const QString &why) { settle(edit, Verdict::Invalid, why); }
    /// Somebody called mk changed the opacity to \a opacity before this one arrived.
    void clash(const EditId &edit, double opacity, qint64 revision, double scale = 0.15)
    {
        wire::EditSettled settled;
        settled.edit = edit;
        settled.verdict = Verdict::Conflict;
        settled.revision = revision;
        settled.current = QJsonObject{ { u"wm_opacity"_s, opacity }, { u"wm_scale"_s, scale } };
        settled.changed = { u"wm_opacity"_s };
        settled.by = u"mk"_s;
        settled.when = clock.wall() + std::chrono::minutes(1);
        settled.message = u"It was changed meanwhile."_s;
        feed(studio, { settled });
    }
    /// A conflict over the opacity (0.4 before, 0.55 mine, 0.3 theirs); the scale is mine alone.
    EditId conflict(const QString &brandId = u"1"_s)
    {
        serverHas(brandId, 0.15, 0.4, 14);
        const EditId id = edit(brandId, { { u"wm_opacity"_s, 0.55 }, { u"wm_scale"_s, 0.2 } });
        clash(id, 0.3, 15);
        return id;
    }
    /// A crop that was moved on both sides: to 656 by us, to 100 by mk.
    EditId cropConflict()
    {
        store::ServerState server = *store.state().server(studio);
        wire::ActionOffer crop = offer(u"crop.apply"_s, u"Apply the crop…"_s, u"crop"_s);
        for (const auto &name : { u"x"_s, u"y"_s, u"width"_s, u"height"_s })
            crop.fields.push_back(field(name, name, Type::Whole));
        crop.overlay = true;
        server.capabilities.offers.push_back(crop);
        store.setServer(server);
        wire::Item was
            = item(u"crop"_s, u"ep12:9_16"_s, u"ep12_teaser.mov"_s,
                   { { u"x"_s, 0 }, { u"y"_s, 0 }, { u"width"_s, 608 }, { u"height"_s, 1080 } });
        was.revision = 3;
        feed(studio, { wire::ItemSeen{ was } });
        const QJsonObject mine{
            { u"x"_s, 656 }, { u"y"_s, 0 }, { u"width"_s, 608 }, { u"height"_s, 1080 }
        };
        const EditId id = sessions.find(studio)->send(
            wire::RunAction{ {}, u"crop.apply"_s, u"ep12:9_16"_s, mine });
        QJsonObject theirs = mine;
        theirs.insert(u"x"_s, 100);
        wire::EditSettled settled;
        settled.edit = id;
        settled.verdict = Verdict::Conflict;
        settled.revision = 4;
        settled.current = QJsonObject{ { u"cropRect"_s, theirs } };
        settled.changed = { u"cropRect"_s };
        settled.by = u"mk"_s;
        settled.when = clock.wall() + std::chrono::minutes(1);
        feed(studio, { settled });
        return id;
    }
    const store::Edit &known(const EditId &edit) const
    {
        return *std::ranges::find(store.state().edits, edit, &store::Edit::id);
    }
    ui::OutboxWindow &open()
    {
        window.outbox().present();
        QCoreApplication::processEvents();
        return window.outbox();
    }
    void choose(const QList<EditId> &edits)
    {
        ui::OutboxTable &table = window.outbox().table();
        table.clearSelection();
        for (const EditId &edit : edits)
            table.selectionModel()->select(
                table.model()->index(window.outbox().edits().rowOf(edit), 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        if (!edits.isEmpty())
            table.selectionModel()->setCurrentIndex(
                table.model()->index(window.outbox().edits().rowOf(edits.front()), 0),
                QItemSelectionModel::NoUpdate);
    }
    ui::ConflictDialog *resolve(const EditId &edit)
    {
        open().resolve(edit);
        QCoreApplication::processEvents();
        return window.outbox().findChild<ui::ConflictDialog *>();
    }
};

} // namespace fw::test
