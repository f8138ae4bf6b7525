// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"image_id":"f0af…","original_size":167923,"compressed_size":94428,"compression_ratio":43.77, …}
// {"image_id":"d284…","original_size":167923,"new_size":786824,"model_used":"isnet-general-use",
//  "compression_ratio":4.69,"width":640,"height":480, …}
#include "dialects/imagetools/measures.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/items.h"

#include <cmath>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr double tolerance = 0.1; ///< the server rounds

QString change(qint64 before, qint64 after)
{
    return userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 to %2"), sizeText(before),
                    sizeText(after));
}

void compare(double told, double counted, QLatin1StringView what, Sink &sink)
{
    if (std::abs(told - counted) > tolerance)
        sink.issue(
            Failure::Code::BadInput,
            u"compression_ratio says %1, the sizes say %2 %3"_s.arg(told).arg(counted).arg(what));
}

// Percent saved, against the upload; less than nothing when it grew (e2).
QString compressed(JsonFields &fields, Sink &sink)
{
    const qint64 before = fields.integer("original_size");
    const qint64 after = fields.integer("compressed_size");
    const auto told = fields.optionalNumber("compression_ratio");
    if (!sink.accept(fields) || before <= 0)
        return {};
    const double saved = (1.0 - static_cast<double>(after) / static_cast<double>(before)) * 100;
    if (told)
        compare(*told, saved, "percent saved"_L1, sink);
    const QString percent = QString::number(std::abs(saved), 'f', 1);
    return saved < 0 ? userText(QT_TRANSLATE_NOOP("fw::dialects", "grew by %1 % (%2)"), percent,
                                change(before, after))
                     : userText(QT_TRANSLATE_NOOP("fw::dialects", "saved %1 % (%2)"), percent,
                                change(before, after));
}

// Here the same name means a factor, against the version that was worked on (c2.5).
QString cutOut(JsonFields &fields, Sink &sink)
{
    const qint64 before = fields.integer("original_size");
    const qint64 after = fields.integer("new_size");
    const auto told = fields.optionalNumber("compression_ratio");
    const auto model = fields.optionalString("model_used");
    if (!sink.accept(fields) || before <= 0)
        return {};
    const double factor = static_cast<double>(after) / static_cast<double>(before);
    if (told)
        compare(*told, factor, "times the size"_L1, sink);
    const QString text = userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 times the size (%2)"),
                                  QString::number(factor, 'f', 2), change(before, after));
    return model ? userText(QT_TRANSLATE_NOOP("fw::dialects", "%1, model %2"), text, *model) : text;
}

QString turned(JsonFields &fields, Sink &sink)
{
    const qint64 width = fields.integer("width");
    const qint64 height = fields.integer("height");
    const qint64 size = fields.integer("new_size");
    if (!sink.accept(fields))
        return {};
    return u"%1 × %2, %3"_s.arg(width).arg(height).arg(sizeText(size));
}

QString resized(JsonFields &fields, Sink &sink)
{
    const qint64 size = fields.integer("new_size");
    const QString sides
        = userText(QT_TRANSLATE_NOOP("fw::dialects", "%1 × %2 to %3 × %4"),
                   fields.integer("original_width"), fields.integer("original_height"),
                   fields.integer("new_width"), fields.integer("new_height"));
    return sink.accept(fields) ? u"%1, %2"_s.arg(sides, sizeText(size)) : QString();
}

QString reverted(JsonFields &fields, Sink &sink)
{
    const qint64 sequence = fields.integer("reverted_to_sequence");
    const qint64 size = fields.integer("current_size");
    if (!sink.accept(fields))
        return {};
    const QString where = sequence == 0
        ? userText(QT_TRANSLATE_NOOP("fw::dialects", "the original"))
        : userText(QT_TRANSLATE_NOOP("fw::dialects", "edit %1"), sequence);
    return userText(QT_TRANSLATE_NOOP("fw::dialects", "back at %1, %2"), where, sizeText(size));
}

} // namespace

QString measured(QStringView action, JsonValue answer, Sink &sink)
{
    JsonFields fields(answer, u"answer to %1"_s.arg(action));
    if (action == "image.compress"_L1)
        return compressed(fields, sink);
    if (action == "image.background"_L1)
        return cutOut(fields, sink);
    if (action == "image.rotate"_L1 || action == "image.flip"_L1)
        return turned(fields, sink);
    if (action == "image.resize"_L1)
        return resized(fields, sink);
    if (action == "image.undo"_L1 || action == "image.restore"_L1)
        return reverted(fields, sink);
    return {};
}

QString explanation(QStringView action, int status, const QString &words)
{
    const bool turns
        = action == "image.rotate"_L1 || action == "image.flip"_L1 || action == "image.resize"_L1;
    if (status < 500)
        return {};
    if (turns)
        return userText(QT_TRANSLATE_NOOP(
            "fw::dialects",
            "pictures with transparency cannot be rotated, flipped or resized there"));
    if (action == "image.background"_L1 && words.contains("Multiple rows"_L1))
        return userText(QT_TRANSLATE_NOOP("fw::dialects", "undo down to at most one edit first"));
    if (action == "image.upload"_L1 || action == "image.edit"_L1)
        return userText(QT_TRANSLATE_NOOP("fw::dialects",
                                          "perhaps the file is no picture the server can read"));
    return {};
}

} // namespace fw::dialects::imagetools
