// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/render_sheet.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("fw::ui::formats", text);
}

} // namespace

QList<FormatChoice> formatChoices(const QStringList &offered)
{
    const QList<FormatChoice> known{
        { u"vertical_9_16"_s, say(QT_TRANSLATE_NOOP("fw::ui::formats", "9:16 vertical")),
          u"720 × 1280"_s },
        { u"portrait_4_5"_s, say(QT_TRANSLATE_NOOP("fw::ui::formats", "4:5 portrait")),
          u"864 × 1080"_s },
        { u"square_1_1"_s, say(QT_TRANSLATE_NOOP("fw::ui::formats", "1:1 square")),
          u"1080 × 1080"_s },
        { u"landscape_16_9"_s, say(QT_TRANSLATE_NOOP("fw::ui::formats", "16:9 landscape")),
          u"1280 × 720"_s },
        { u"original"_s, say(QT_TRANSLATE_NOOP("fw::ui::formats", "Original")),
          say(QT_TRANSLATE_NOOP("fw::ui::formats", "size of the source")) },
    };
    QList<FormatChoice> choices;
    for (const QString &name : offered) {
        const auto it = std::ranges::find(known, name, &FormatChoice::name);
        choices << (it == known.end() ? FormatChoice{ name, name, {} } : *it);
    }
    return choices.isEmpty() ? known : choices;
}

QString formatLabel(const QString &name)
{
    const QList<FormatChoice> all = formatChoices();
    const auto it = std::ranges::find(all, name, &FormatChoice::name);
    return it == all.end() ? name : it->label;
}

QJsonObject toJson(const wire::RenderOptions &o)
{
    return QJsonObject{
        { "formats"_L1, QJsonArray::fromStringList(o.formats) },
        { "fit"_L1, o.mode == wire::FitMode::Fit },
        { "watermark"_L1, o.watermarkPath },
        { "watermarkScale"_L1, o.watermarkScale },
        { "watermarkOpacity"_L1, o.watermarkOpacity },
        { "text"_L1, o.text },
        { "textSize"_L1, o.textSize },
    };
}

wire::RenderOptions renderFromJson(const QJsonObject &object)
{
    wire::RenderOptions o;
    const QJsonArray formats = object.value("formats"_L1).toArray();
    constexpr qsizetype most = 16; // of a hand-made file
    for (const QJsonValue &format : formats) {
        if (!format.toString().isEmpty() && o.formats.size() < most)
            o.formats << format.toString();
    }
    if (o.formats.isEmpty()) // the hub's own default, shown instead of left unsaid
        o.formats = { u"vertical_9_16"_s, u"square_1_1"_s };
    o.mode = object.value("fit"_L1).toBool() ? wire::FitMode::Fit : wire::FitMode::Fill;
    o.watermarkPath = object.value("watermark"_L1).toString();
    o.watermarkScale = std::clamp(object.value("watermarkScale"_L1).toDouble(0.25), 0.01, 1.0);
    o.watermarkOpacity = std::clamp(object.value("watermarkOpacity"_L1).toDouble(0.4), 0.0, 1.0);
    o.text = object.value("text"_L1).toString();
    o.textSize = std::clamp(object.value("textSize"_L1).toInt(48), 8, 200);
    return o;
}

wire::RenderOptions renderFor(wire::RenderOptions options, const QStringList &offered)
{
    if (!offered.isEmpty())
        options.formats.removeIf([&](const QString &name) { return !offered.contains(name); });
    return options;
}

} // namespace fw::ui
