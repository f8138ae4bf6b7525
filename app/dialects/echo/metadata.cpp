// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// PUT /api/v1/videos/3/metadata
// {"title":"At the lake","tags":["lake","summer"]}
#include "dialects/echo/metadata.h"

#include "dialects/echo/routes.h"
#include "wire/arguments.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using wire::FieldSpec;

namespace {

/// One field of the form, and what it is called on the way there and back.
struct Field
{
    QLatin1StringView name; ///< argument
    QLatin1StringView word; ///< of METADATA_UPDATE
    std::array<QLatin1StringView, 2> keys; ///< of the body, the first one the server takes
    FieldSpec::Type type;
    int shortest;
    int longest;
    const char *label;
};

constexpr auto fields = std::to_array<Field>({
    { "title"_L1,
      "TITLE"_L1,
      { "title"_L1, "title"_L1 },
      FieldSpec::Type::Text,
      1,
      255,
      QT_TRANSLATE_NOOP("fw::wire::offer", "Title") },
    { "description"_L1,
      "DESCRIPTION"_L1,
      { "description"_L1, "description"_L1 },
      FieldSpec::Type::LongText,
      0,
      5000,
      QT_TRANSLATE_NOOP("fw::wire::offer", "Description") },
    { "tags"_L1,
      "TAGS"_L1,
      { "tags"_L1, "tags"_L1 },
      FieldSpec::Type::TextList,
      0,
      0,
      QT_TRANSLATE_NOOP("fw::wire::offer", "Tags") },
    { "transcript"_L1,
      "TRANSCRIPT"_L1,
      { "transcript_text"_L1, "transcript"_L1 },
      FieldSpec::Type::LongText,
      0,
      0,
      QT_TRANSLATE_NOOP("fw::wire::offer", "Transcript") },
    { "chapters"_L1,
      "CHAPTERS"_L1,
      { "chapters"_L1, "chapters"_L1 },
      FieldSpec::Type::LongText,
      0,
      0,
      QT_TRANSLATE_NOOP("fw::wire::offer", "Chapters") },
});

QString keyFor(const Field &field, const QStringList &keys)
{
    for (const QLatin1StringView key : field.keys) {
        if (keys.contains(key))
            return key;
    }
    return {};
}

// Lines "0:00 Opening", or the list as JSON: a form may hold what it was filled with.
Expected<QJsonValue> chaptersValue(const QString &text)
{
    const QJsonDocument list = QJsonDocument::fromJson(text.toUtf8());
    if (!list.isArray()) {
        auto chapters = chaptersFromText(text);
        if (!chapters)
            return tl::unexpected(chapters.error());
        return QJsonValue(*chapters);
    }
    const QJsonArray items = list.array();
    const bool good = std::ranges::all_of(items, [](const QJsonValue &item) {
        return item.toObject().value("title"_L1).isString()
            && item.toObject().value("start_time"_L1).isDouble();
    });
    if (!good)
        return fail(Failure::Code::BadInput,
                    u"chapters: expected a list of titles with start_time"_s);
    return QJsonValue(items);
}

} // namespace

wire::ActionOffer metadataOffer(const wire::SessionFacts &facts)
{
    wire::ActionOffer offer;
    offer.name = QString::fromLatin1(metadataAction);
    offer.label = QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Edit metadata…"));
    offer.target = u"job"_s;
    offer.many = false;
    offer.overlay = true; // S48
    if (!hasRoute(facts, Route::Metadata).value_or(true))
        offer.capability = { false, u"noRoute"_s };
    const QStringList keys = metadataKeys(facts);
    for (const Field &field : fields) {
        if (keyFor(field, keys).isEmpty())
            continue;
        FieldSpec spec;
        spec.name = field.name;
        spec.label = QString::fromUtf8(field.label);
        spec.type = field.type;
        spec.minimum = field.shortest;
        spec.maximum = field.longest;
        spec.from = field.word;
        if (field.word == "CHAPTERS"_L1)
            spec.hint = QString::fromUtf8(
                QT_TRANSLATE_NOOP("fw::wire::offer", "One line for each: 0:00 Opening"));
        offer.fields.push_back(std::move(spec));
    }
    return offer;
}

std::vector<wire::ActionOffer> missingOffers(const wire::SessionFacts &facts)
{
    static constexpr auto labels = std::to_array<std::pair<QLatin1StringView, const char *>>({
        { "transcript"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Edit transcript…") },
        { "chapters"_L1, QT_TRANSLATE_NOOP("fw::wire::offer", "Edit chapters…") },
    });
    const QStringList keys = metadataKeys(facts);
    std::vector<wire::ActionOffer> offers;
    for (const auto &[name, label] : labels) {
        const auto field = std::ranges::find(fields, name, &Field::name);
        if (!keyFor(*field, keys).isEmpty())
            continue;
        wire::ActionOffer offer;
        offer.name = u"job."_s + name;
        offer.label = QString::fromUtf8(label);
        offer.target = u"job"_s;
        offer.many = false;
        offer.capability = { false, u"notAnnounced"_s };
        offers.push_back(std::move(offer));
    }
    return offers;
}

Expected<QJsonObject> metadataBody(const QJsonObject &arguments, const wire::SessionFacts &facts)
{
    constexpr auto chapters = "chapters"_L1;
    QJsonObject given = arguments;
    if (const QJsonValue list = given.value(chapters); list.isArray())
        given.insert(chapters, QString::fromUtf8(QJsonDocument(list.toArray()).toJson()));
    const auto checked = wire::checkedArguments(metadataOffer(facts).fields, given);
    if (!checked)
        return tl::unexpected(checked.error());
    const QStringList keys = metadataKeys(facts);
    QJsonObject body;
    for (const Field &field : fields) {
        if (!checked->contains(field.name))
            continue;
        Expected<QJsonValue> value = checked->value(field.name);
        if (field.name == chapters)
            value = chaptersValue(value->toString());
        if (!value)
            return tl::unexpected(value.error());
        body.insert(keyFor(field, keys), *value);
    }
    if (body.isEmpty())
        return fail(Failure::Code::BadInput, u"title: nothing to change"_s);
    return body;
}

QString fieldOfKey(const QString &key)
{
    for (const Field &field : fields) {
        if (std::ranges::find(field.keys, key) != field.keys.end())
            return field.word;
    }
    return {};
}

Expected<QJsonArray> chaptersFromText(const QString &text)
{
    static const QRegularExpression line(
        u"^(?:(\\d+):)?(\\d{1,3}):(\\d{2}(?:\\.\\d+)?)\\s+(.+)$"_s);
    QJsonArray chapters;
    double last = -1;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &raw : lines) {
        if (raw.trimmed().isEmpty())
            continue;
        const auto match = line.match(raw.trimmed());
        const double start = match.captured(1).toDouble() * 3600 + match.captured(2).toDouble() * 60
            + match.captured(3).toDouble();
        if (!match.hasMatch() || start <= last)
            return fail(Failure::Code::BadInput,
                        u"chapters: \"%1\" wants a later time and a title"_s.arg(raw.left(60)));
        if (!chapters.isEmpty()) {
            QJsonObject before = chapters.last().toObject();
            before.insert("end_time"_L1, start);
            chapters.replace(chapters.size() - 1, before);
        }
        chapters.append(
            QJsonObject{ { "title"_L1, match.captured(4).trimmed() }, { "start_time"_L1, start } });
        last = start;
    }
    return chapters;
}

} // namespace fw::dialects::echo
