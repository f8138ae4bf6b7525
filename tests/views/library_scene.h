// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/picture_server.h"
#include "views/scene.h"

#include "ui/library/item_table.h"
#include "ui/library/library_panel.h"
#include "ui/shell/commands.h"

#include <QBuffer>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

namespace fw::test {

/// A window with two servers that keep items besides jobs and offer things to be done with them.
/// Nobody is connected to: what they say is fed, what is sent stays in the outbox.
struct LibraryScene : Scene
{
    using Type = wire::FieldSpec::Type;

    PictureServer pictureServer;
    ServerId studio = addServer(u"Studio B"_s);
    ServerId desk = addServer(u"Picture desk"_s);

    explicit LibraryScene(bool filled = true)
    {
        tell(studio, store::Freshness::Live);
        tell(desk, store::Freshness::Live);
        if (filled)
            fill();
        store.flush();
    }

    static wire::FieldSpec field(const QString &name, const QString &label, Type type,
                                 bool required = false)
    {
        wire::FieldSpec spec;
        spec.name = name;
        spec.label = label;
        spec.type = type;
        spec.required = required;
        spec.from = name;
        return spec;
    }
    static wire::FieldSpec share(const QString &name, const QString &label)
    {
        wire::FieldSpec spec = field(name, label, Type::Number);
        spec.minimum = 0;
        spec.maximum = 1;
        return spec;
    }
    static wire::ActionOffer offer(const QString &name, const QString &label, const QString &target,
                                   std::vector<wire::FieldSpec> fields = {})
    {
        wire::ActionOffer one;
        one.name = name;
        one.label = label;
        one.target = target;
        one.fields = std::move(fields);
        return one;
    }

    wire::Capabilities studioCapabilities() const
    {
        wire::Capabilities can;
        can.actions.fill({ true, u"none"_s });
        can.kinds = { { u"brand"_s, u"Brands"_s },
                      { u"source"_s, u"Source videos"_s },
                      { u"approval"_s, u"Approvals"_s } };
        wire::FieldSpec name = field(u"display_name"_s, u"Name"_s, Type::Text, true);
        name.minimum = 1;
        name.maximum = 80;
        wire::FieldSpec shape = field(u"logo_shape"_s, u"Logo shape"_s, Type::Choice);
        shape.choices = { u"original"_s, u"circle"_s, u"square"_s };
        wire::ActionOffer edit = offer(u"brand.edit"_s, u"Edit…"_s, u"brand"_s,
                                       { name, share(u"wm_scale"_s, u"Watermark scale"_s),
                                         share(u"wm_opacity"_s, u"Watermark opacity"_s), shape,
                                         field(u"text_content"_s, u"Text"_s, Type::LongText),
                                         field(u"text_color"_s, u"Text colour"_s, Type::Color) });
        edit.overlay = true;
        wire::ActionOffer remove = offer(u"brand.delete"_s, u"Delete"_s, u"brand"_s);
        remove.warning = u"The brand and its pictures are removed for everybody."_s;
        wire::ActionOffer approve = offer(u"approval.grant"_s, u"Approve"_s, u"approval"_s);
        approve.states = { u"pending"_s };
        wire::ActionOffer reject = offer(u"approval.reject"_s, u"Reject…"_s, u"approval"_s,
                                         { field(u"reason"_s, u"Reason"_s, Type::LongText, true) });
        reject.states = { u"pending"_s };
        wire::ActionOffer process = offer(u"source.process"_s, u"Brand this video…"_s, u"source"_s);
        process.capability = { false, u"tier"_s };
        wire::ActionOffer metadata
            = offer(u"job.metadata"_s, u"Edit metadata…"_s, u"job"_s,
                    { field(u"title"_s, u"Title"_s, Type::Text, true),
                      field(u"description"_s, u"Description"_s, Type::LongText),
                      field(u"tags"_s, u"Tags"_s, Type::TextList) });
        metadata.overlay = true;
        metadata.many = false;
        wire::ActionOffer create = offer(u"brand.create"_s, u"New brand…"_s, {}, { name });
        create.fields.front().from.clear();
        wire::ActionOffer duplicate = offer(u"brand.copy"_s, u"Duplicate"_s, u"brand"_s);
        duplicate.many = false;
        can.offers = { edit,
                       duplicate,
                       remove,
                       offer(u"brand.logo"_s, u"Replace logo…"_s, u"brand"_s,
                             { field(u"file"_s, u"File"_s, Type::File, true) }),
                       approve,
                       reject,
                       process,
                       metadata,
                       create };
        return can;
    }

    wire::Capabilities deskCapabilities() const
    {
        wire::Capabilities can;
        can.kinds = { { u"image"_s, u"Pictures"_s }, { u"device"_s, u"Devices"_s } };
        wire::FieldSpec model = field(u"model"_s, u"Model"_s, Type::Choice, true);
        model.choices = { u"u2net"_s, u"isnet"_s };
        model.choiceLabels = { u"General purpose"_s, u"Illustration"_s };
        model.preset = u"u2net"_s;
        model.from.clear();
        wire::ActionOffer background
            = offer(u"image.background"_s, u"Remove background…"_s, u"image"_s, { model });
        background.slow = true;
        background.warning = u"While this runs the server answers nobody. It can take minutes."_s;
        wire::FieldSpec turn = field(u"degrees"_s, u"Turn by"_s, Type::Choice, true);
        turn.choices = { u"90"_s, u"180"_s, u"270"_s };
        turn.preset = u"90"_s;
        turn.from.clear();
        wire::FieldSpec width = field(u"width"_s, u"Width"_s, Type::Whole, true);
        width.minimum = 1;
        width.maximum = 65500;
        width.unit = u"px"_s;
        wire::FieldSpec height = width;
        height.name = u"height"_s;
        height.from = u"HEIGHT"_s; // names are the same whatever their case
        height.label = u"Height"_s;
        height.hint = u"The aspect ratio is not kept by itself."_s;
        wire::ActionOffer tags = offer(u"image.tags"_s, u"Tags…"_s, u"image"_s,
                                       { field(u"tags"_s, u"Tags"_s, Type::TextList) });
        tags.overlay = true;
        wire::ActionOffer remove = offer(u"image.delete"_s, u"Delete"_s, u"image"_s);
        remove.warning = u"Deleted pictures cannot be brought back."_s;
        wire::ActionOffer restore
            = offer(u"image.history"_s, u"Show history of edits"_s, u"image"_s);
        restore.capability = { false, u"noRoute"_s };
        can.offers = { background,
                       offer(u"image.resize"_s, u"Resize…"_s, u"image"_s, { width, height }),
                       offer(u"image.rotate"_s, u"Rotate…"_s, u"image"_s, { turn }),
                       tags,
                       offer(u"image.undo"_s, u"Undo the last edit"_s, u"image"_s),
                       restore,
                       offer(u"image.pin"_s, u"Keep longer"_s, u"image"_s),
                       remove,
                       offer(u"image.upload"_s, u"Upload a picture…"_s, {},
                             { field(u"file"_s, u"File"_s, Type::File, true) }),
                       offer(u"device.revokePhones"_s, u"Disconnect all phones"_s, {}) };
        return can;
    }

    void tell(const ServerId &id, store::Freshness freshness, int minutesAgo = 0)
    {
        store::ServerState server;
        server.id = id;
        server.name = id.text;
        server.freshness = freshness;
        server.lastHeard = clock.wall() - std::chrono::minutes(minutesAgo);
        server.capabilities = id == studio ? studioCapabilities() : deskCapabilities();
        store.setServer(server);
        store.flush();
    }

    /// A picture behind \a path: hills under a sky of \a hue.
    QString picture(const QString &path, int hue)
    {
        QImage image(640, 360, QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        QLinearGradient sky(0, 0, 0, 360);
        sky.setColorAt(0, QColor::fromHsv(hue, 150, 120));
        sky.setColorAt(1, QColor::fromHsv((hue + 40) % 360, 90, 240));
        painter.fillRect(image.rect(), sky);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(255, 250, 225));
        painter.drawEllipse(QPointF(420, 110), 34, 34);
        for (int hill = 0; hill < 3; ++hill) {
            QPainterPath line;
            line.moveTo(0, 360);
            for (int x = 0; x <= 640; x += 40)
                line.lineTo(x,
                            210 + hill * 45 + 28 * std::sin(x / (70.0 + hill * 20) + hue + hill));
            line.lineTo(640, 360);
            painter.setBrush(QColor::fromHsv(hue, 120, 100 - hill * 28));
            painter.drawPath(line);
        }
        painter.end();
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        pictureServer.answer(path, { 200, bytes, "Content-Type: image/png\r\n", true });
        return pictureServer.url(path).toString();
    }

    wire::Item item(const QString &kind, const QString &id, const QString &name,
                    std::vector<wire::Metadatum> fields = {}, const QString &state = {}) const
    {
        wire::Item one;
        one.kind = kind;
        one.id = ItemId{ id };
        one.name = name;
        one.state = state;
        one.fields = std::move(fields);
        one.updated = clock.wall() - std::chrono::minutes(7);
        return one;
    }
    wire::Item brand(const QString &id, const QString &name, double scale)
    {
        wire::Item one = item(u"brand"_s, id, name,
                              { { u"display_name"_s, name },
                                { u"wm_scale"_s, scale },
                                { u"wm_opacity"_s, 0.4 },
                                { u"logo_shape"_s, u"original"_s },
                                { u"text_content"_s, u"Only in %1"_s.arg(name) },
                                { u"text_color"_s, u"#FFFFFF"_s } });
        one.picture = picture(u"/brand/"_s + id, 200 + id.toInt() * 35);
        return one;
    }
    wire::Item image(const QString &id, const QString &name, int hue, int minutesLeft)
    {
        wire::Item one = item(u"image"_s, id, name,
                              { { u"width"_s, 3840 },
                                { u"height"_s, 2160 },
                                { u"format"_s, u"JPEG"_s },
                                { u"size"_s, u"2.4 MB"_s },
                                { u"tags"_s, QJsonArray{ u"harbour"_s, u"night"_s } } });
        one.picture = picture(u"/image/"_s + id, hue);
        one.version = u"1"_s;
        one.expires = clock.wall() + std::chrono::minutes(minutesLeft);
        return one;
    }

    void fill()
    {
        feed(studio,
             { wire::ItemsReplaced{ u"brand"_s,
                                    { brand(u"1"_s, u"ScotlandWTF"_s, 0.15),
                                      brand(u"2"_s, u"RoadsWTF"_s, 0.22),
                                      brand(u"3"_s, u"HistoryWTF"_s, 0.3),
                                      brand(u"4"_s, u"System default"_s, 0.25) } },
               wire::ItemsReplaced{ u"source"_s,
                                    { item(u"source"_s, u"s1"_s, u"harbour_night_cut3.mp4"_s,
                                           { { u"seconds"_s, 151 } }, u"available"_s),
                                      item(u"source"_s, u"s2"_s, u"glen_sunset_b_roll.mov"_s,
                                           { { u"seconds"_s, 42 } }, u"fetching"_s) } },
               wire::ItemsReplaced{
                   u"approval"_s,
                   { item(u"approval"_s, u"a1"_s, u"castle_sunrise_teaser, 9:16"_s,
                          { { u"asked_by"_s, u"Morag"_s }, { u"channel"_s, u"Evening"_s } },
                          u"pending"_s),
                     item(u"approval"_s, u"a2"_s, u"ferry_arrivals, 1:1"_s,
                          { { u"asked_by"_s, u"Ewan"_s }, { u"channel"_s, u"Roads"_s } },
                          u"pending"_s),
                     item(u"approval"_s, u"a3"_s, u"tunnel_timelapse, 9:16"_s,
                          { { u"asked_by"_s, u"Morag"_s }, { u"channel"_s, u"Roads"_s } },
                          u"approved"_s) } },
               wire::JobSeen{ job(u"harbour_night_cut3.mp4"_s, wire::JobState::Running,
                                  u"RENDER:vertical_9_16"_s, 62) },
               wire::JobSeen{ job(u"castle_sunrise_teaser.mp4"_s, wire::JobState::Done,
                                  u"PUBLISH"_s, 100, 4) },
               wire::MetadataSeen{ JobId{ u"harbour_night_cut3.mp4"_s },
                                   { u"TITLE"_s, u"Harbour at night"_s } },
               wire::MetadataSeen{ JobId{ u"harbour_night_cut3.mp4"_s },
                                   { u"TAGS"_s, QJsonArray{ u"harbour"_s, u"night"_s } } },
               wire::MetadataSeen{ JobId{ u"harbour_night_cut3.mp4"_s },
                                   { u"DURATION"_s, 151.2 } } });
        feed(desk,
             { wire::ItemsReplaced{ u"image"_s,
                                    { image(u"i1"_s, u"harbour_quay.jpg"_s, 210, 4),
                                      image(u"i2"_s, u"castle_dawn.jpg"_s, 20, 52),
                                      image(u"i3"_s, u"glen_evening.jpg"_s, 280, 60 * 9),
                                      image(u"i4"_s, u"island_ferry.png"_s, 170, 60 * 23),
                                      image(u"i5"_s, u"bridge_noon.jpg"_s, 45, 60 * 30) } },
               wire::ItemsReplaced{ u"device"_s,
                                    { item(u"device"_s, u"d1"_s, u"Morag's phone"_s,
                                           { { u"platform"_s, u"iOS"_s } }, u"paired"_s) } } });
    }

    ui::LibraryPanel &library() { return window.library(); }
    void choose(const ServerId &server, const QString &kind)
    {
        library().setKind({ server, kind });
        QCoreApplication::processEvents();
    }
    /// Selects the items with these names.
    void select(const QStringList &names)
    {
        ui::ItemTable &table = library().table();
        table.clearSelection();
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            const QModelIndex index = table.model()->index(row, 0);
            if (!names.contains(index.data().toString()))
                continue;
            const auto how = QItemSelectionModel::Select | QItemSelectionModel::Rows;
            if (table.selectionModel()->selectedRows().isEmpty())
                table.setCurrentIndex(index);
            table.selectionModel()->select(index, how);
        }
        QCoreApplication::processEvents();
    }
    /// The action a server offers under \a name, wherever it hangs.
    QAction *action(const QString &name)
    {
        for (QAction *one : window.findChildren<QAction *>(name)) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    /// What was sent so far, oldest first.
    std::vector<wire::RunAction> sent() const
    {
        std::vector<wire::RunAction> all;
        for (const store::Edit &edit : store.state().edits) {
            if (const auto *run = std::get_if<wire::RunAction>(&edit.command))
                all.push_back(*run);
        }
        return all;
    }
};

} // namespace fw::test
