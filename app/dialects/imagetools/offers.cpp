// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"presets":[{"id":"46c07b4c-…","label":"Email Optimized","format":"JPEG","quality":85, …}]}
// (c2.4)
// {"u2net":"General purpose (default)","isnet-anime":"Anime/illustration", …} (c2.5)
#include "dialects/imagetools/offers.h"

#include "dialects/imagetools/items.h"
#include "dialects/imagetools/server.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using wire::ActionOffer;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

// The largest side of a JPEG, which is what rotate, flip and resize write (c2.3).
constexpr double largestSide = 65'500;
constexpr double longestPin = 3650;

struct Plain
{
    const char *name;
    const char *label;
    const char *target;
    const char *warning;
    bool slow;
    bool many;
};

// In the order they are shown. Background removal comes first: with two entries in the history it
// fails after its full running time (f, trap 8).
constexpr Plain table[] = {
    { "image.background", QT_TRANSLATE_NOOP("fw::wire::offer", "Remove background…"), "image",
      QT_TRANSLATE_NOOP("fw::wire::offer",
                        "While this runs the server answers nobody. It can take minutes."),
      true, true },
    { "image.compress", QT_TRANSLATE_NOOP("fw::wire::offer", "Compress…"), "image", nullptr, true,
      true },
    { "image.resize", QT_TRANSLATE_NOOP("fw::wire::offer", "Resize…"), "image", nullptr, false,
      true },
    { "image.rotate", QT_TRANSLATE_NOOP("fw::wire::offer", "Rotate…"), "image", nullptr, false,
      true },
    { "image.flip", QT_TRANSLATE_NOOP("fw::wire::offer", "Flip…"), "image", nullptr, false, true },
    { "image.edit", QT_TRANSLATE_NOOP("fw::wire::offer", "Replace by an edited picture…"), "image",
      nullptr, false, false },
    { "image.undo", QT_TRANSLATE_NOOP("fw::wire::offer", "Undo the last edit"), "image",
      QT_TRANSLATE_NOOP("fw::wire::offer", "What is undone here cannot be brought back."), false,
      true },
    { "image.history", QT_TRANSLATE_NOOP("fw::wire::offer", "Show history of edits"), "image",
      nullptr, false, false },
    { "image.restore", QT_TRANSLATE_NOOP("fw::wire::offer", "Go back to an edit…"), "image",
      nullptr, false, false },
    { "history.restore", QT_TRANSLATE_NOOP("fw::wire::offer", "Go back to this edit"), "history",
      nullptr, false, false },
    { "image.tags", QT_TRANSLATE_NOOP("fw::wire::offer", "Tags…"), "image", nullptr, false, true },
    { "image.pin", QT_TRANSLATE_NOOP("fw::wire::offer", "Keep longer…"), "image", nullptr, false,
      true },
    { "image.unpin", QT_TRANSLATE_NOOP("fw::wire::offer", "Do not keep longer"), "image", nullptr,
      false, true },
    { "image.link", QT_TRANSLATE_NOOP("fw::wire::offer", "Make a public link…"), "image",
      QT_TRANSLATE_NOOP("fw::wire::offer",
                        "Whoever has the link sees the picture, and it is kept as long."),
      false, true },
    { "image.unlink", QT_TRANSLATE_NOOP("fw::wire::offer", "End all public links"), "image",
      nullptr, false, true },
    { "image.share", QT_TRANSLATE_NOOP("fw::wire::offer", "Share for five minutes"), "image",
      nullptr, false, true },
    { "image.exif", QT_TRANSLATE_NOOP("fw::wire::offer", "Read what the camera wrote"), "image",
      nullptr, false, true },
    { "image.delete", QT_TRANSLATE_NOOP("fw::wire::offer", "Delete"), "image",
      QT_TRANSLATE_NOOP("fw::wire::offer",
                        "Everybody without a name of their own shares these pictures: they are "
                        "deleted for all, pinned ones too, and cannot be brought back."),
      false, true },
    { "image.upload", QT_TRANSLATE_NOOP("fw::wire::offer", "Upload a picture…"), "", nullptr, false,
      false },
    { "device.revoke", QT_TRANSLATE_NOOP("fw::wire::offer", "Disconnect device"), "device",
      QT_TRANSLATE_NOOP("fw::wire::offer", "The device has to be paired again to send pictures."),
      false, true },
    { "device.revokePhones", QT_TRANSLATE_NOOP("fw::wire::offer", "Disconnect all phones"), "",
      QT_TRANSLATE_NOOP("fw::wire::offer", "All phones have to be paired again to send pictures."),
      false, false },
    { "device.revokeAddons", QT_TRANSLATE_NOOP("fw::wire::offer", "Disconnect all browsers"), "",
      QT_TRANSLATE_NOOP("fw::wire::offer",
                        "All browsers have to be paired again to send pictures."),
      false, false },
    { "session.renew", QT_TRANSLATE_NOOP("fw::wire::offer", "Renew session"), "session", nullptr,
      false, false },
};

// Offers, and the reads that tell whether their routes are there.
constexpr std::pair<QLatin1StringView, QLatin1StringView> needed[]
    = { { "image.background"_L1, "models"_L1 },
        { "image.compress"_L1, "presets"_L1 },
        { "device.revokePhones"_L1, "pairings"_L1 },
        { "device.revokeAddons"_L1, "addons"_L1 } };

FieldSpec field(const char *name, const char *label, Type type, bool required = false)
{
    FieldSpec spec;
    spec.name = QString::fromUtf8(name);
    spec.label = QString::fromUtf8(label);
    spec.type = type;
    spec.required = required;
    return spec;
}

FieldSpec whole(const char *name, const char *label, double from, double to, bool required)
{
    FieldSpec spec = field(name, label, Type::Whole, required);
    spec.minimum = from;
    spec.maximum = to;
    return spec;
}

FieldSpec choiceOf(const char *name, const char *label, const QStringList &choices,
                   const QStringList &labels = {})
{
    FieldSpec spec = field(name, label, Type::Choice, true);
    spec.choices = choices;
    spec.choiceLabels = labels;
    spec.preset = choices.value(0);
    return spec;
}

FieldSpec side(const char *name, const char *label)
{
    FieldSpec spec = whole(name, label, 1, largestSide, true);
    spec.unit = u"px"_s;
    spec.from = spec.name;
    spec.hint = QString::fromUtf8(
        QT_TRANSLATE_NOOP("fw::wire::offer", "The aspect ratio is not kept by itself."));
    return spec;
}

FieldSpec pictureFile(const wire::SessionFacts &facts)
{
    FieldSpec spec
        = field("file", QT_TRANSLATE_NOOP("fw::wire::offer", "Picture"), Type::File, true);
    spec.hint = uploadTypes().join(u", "_s);
    if (const auto limit = uploadLimit(facts))
        spec.maximum = static_cast<double>(*limit);
    return spec;
}

FieldSpec presetChoice(const wire::SessionFacts &facts)
{
    QStringList ids{ u"web"_s, u"web_hq"_s, u"email"_s, u"custom"_s };
    QStringList labels{ u"Web"_s, u"Web, high quality"_s, u"Email"_s, u"Custom"_s };
    const QJsonArray profiles
        = QJsonDocument::fromJson(extra(facts, key::presets).toUtf8()).array();
    for (const QJsonValue &profile : profiles) {
        ids.append(profile["id"_L1].toString());
        labels.append(profile["label"_L1].toString());
    }
    return choiceOf("preset", QT_TRANSLATE_NOOP("fw::wire::offer", "Preset"), ids, labels);
}

FieldSpec onlyCustom(FieldSpec spec)
{
    spec.hint = QString::fromUtf8(
        QT_TRANSLATE_NOOP("fw::wire::offer", "Counts with the preset \"custom\" only."));
    return spec;
}

std::vector<FieldSpec> compressFields(const wire::SessionFacts &facts)
{
    FieldSpec format
        = field("format", QT_TRANSLATE_NOOP("fw::wire::offer", "Format"), Type::Choice);
    format.choices = { u"JPEG"_s, u"PNG"_s, u"WEBP"_s };
    FieldSpec width = whole("max_width", QT_TRANSLATE_NOOP("fw::wire::offer", "Largest width"), 1,
                            largestSide, false);
    FieldSpec height = whole("max_height", QT_TRANSLATE_NOOP("fw::wire::offer", "Largest height"),
                             1, largestSide, false);
    width.unit = height.unit = u"px"_s;
    FieldSpec size = whole("target_size_kb", QT_TRANSLATE_NOOP("fw::wire::offer", "Largest size"),
                           1, 50'000, false);
    size.unit = u"KB"_s;
    return { presetChoice(facts),
             onlyCustom(
                 whole("quality", QT_TRANSLATE_NOOP("fw::wire::offer", "Quality"), 1, 100, false)),
             onlyCustom(width),
             onlyCustom(height),
             onlyCustom(size),
             onlyCustom(format) };
}

std::vector<FieldSpec> backgroundFields(const wire::SessionFacts &facts)
{
    QStringList ids;
    QStringList labels;
    const QJsonObject models = QJsonDocument::fromJson(extra(facts, key::models).toUtf8()).object();
    for (auto model = models.begin(); model != models.end(); ++model) {
        ids.append(model.key());
        labels.append(model.value().toString());
    }
    if (ids.isEmpty())
        ids = { u"u2net"_s, u"u2net_human_seg"_s, u"isnet-general-use"_s, u"isnet-anime"_s };
    FieldSpec model = choiceOf("model", QT_TRANSLATE_NOOP("fw::wire::offer", "Model"), ids, labels);
    if (ids.contains(u"u2net"_s))
        model.preset = u"u2net"_s; // of an unknown one the server makes this silently
    FieldSpec matting
        = field("alpha_matting", QT_TRANSLATE_NOOP("fw::wire::offer", "Soft edges"), Type::Flag);
    matting.preset = false;
    FieldSpec front = whole("alpha_matting_foreground_threshold",
                            QT_TRANSLATE_NOOP("fw::wire::offer", "Foreground from"), 0, 255, false);
    front.preset = 240;
    FieldSpec back = whole("alpha_matting_background_threshold",
                           QT_TRANSLATE_NOOP("fw::wire::offer", "Background up to"), 0, 255, false);
    back.preset = 10;
    return { model, matting, front, back };
}

std::vector<FieldSpec> turnFields()
{
    FieldSpec degrees = choiceOf("degrees", QT_TRANSLATE_NOOP("fw::wire::offer", "Clockwise"),
                                 { u"90"_s, u"180"_s, u"270"_s });
    degrees.unit = u"°"_s;
    degrees.hint = QString::fromUtf8(QT_TRANSLATE_NOOP(
        "fw::wire::offer", "This server cannot turn pictures with transparency."));
    return { degrees };
}

std::vector<FieldSpec> daysField(const char *name, const char *label, int preset)
{
    FieldSpec days = whole(name, label, 1, longestPin, false);
    days.preset = preset;
    days.unit = u"d"_s;
    return { days };
}

std::vector<FieldSpec> fieldsOf(QStringView action, const wire::SessionFacts &facts)
{
    if (action == "image.background"_L1)
        return backgroundFields(facts);
    if (action == "image.compress"_L1)
        return compressFields(facts);
    if (action == "image.resize"_L1)
        return { side("width", QT_TRANSLATE_NOOP("fw::wire::offer", "Width")),
                 side("height", QT_TRANSLATE_NOOP("fw::wire::offer", "Height")) };
    if (action == "image.rotate"_L1)
        return turnFields();
    if (action == "image.flip"_L1)
        return { choiceOf("direction", QT_TRANSLATE_NOOP("fw::wire::offer", "Direction"),
                          { u"horizontal"_s, u"vertical"_s }) };
    if (action == "image.edit"_L1)
        return { pictureFile(facts) };
    if (action == "image.upload"_L1)
        return { pictureFile(facts),
                 field("tag", QT_TRANSLATE_NOOP("fw::wire::offer", "Tag"), Type::Text) };
    if (action == "image.restore"_L1)
        return { whole("sequence", QT_TRANSLATE_NOOP("fw::wire::offer", "Number of the edit"), 1,
                       1'000'000, true) };
    if (action == "image.tags"_L1) {
        FieldSpec tags
            = field("tags", QT_TRANSLATE_NOOP("fw::wire::offer", "Tags"), Type::TextList);
        tags.from = tags.name;
        tags.preset = QJsonArray();
        return { tags };
    }
    if (action == "image.pin"_L1)
        return daysField("duration_days", QT_TRANSLATE_NOOP("fw::wire::offer", "For"), 90);
    if (action == "image.link"_L1)
        return daysField("ttl_days", QT_TRANSLATE_NOOP("fw::wire::offer", "Valid for"), 7);
    return {};
}

ActionOffer offerOf(const Plain &plain, const wire::SessionFacts &facts)
{
    ActionOffer offer;
    offer.name = QString::fromUtf8(plain.name);
    offer.label = QString::fromUtf8(plain.label);
    offer.target = QString::fromUtf8(plain.target);
    offer.fields = fieldsOf(offer.name, facts);
    offer.slow = plain.slow;
    offer.many = plain.many;
    if (plain.warning)
        offer.warning = QString::fromUtf8(plain.warning);
    if (offer.name == "image.unpin"_L1)
        offer.states = { u"pinned"_s };
    offer.overlay = offer.name == "image.tags"_L1;
    const bool hasSessions = formOf(facts) == Form::Seed || !extra(facts, key::renew).isEmpty();
    if (offer.name == "session.renew"_L1 && !hasSessions)
        offer.capability = { false, u"noRoute"_s }; // sessions went in 1.11 (c1)
    for (const auto &[name, read] : needed) {
        if (offer.name == name && facts.extra.contains(key::absent + read))
            offer.capability = { false, u"noRoute"_s };
    }
    return offer;
}

} // namespace

QStringList uploadTypes()
{
    return { u"jpg"_s, u"jpeg"_s, u"png"_s, u"gif"_s, u"bmp"_s, u"webp"_s, u"tiff"_s };
}

std::optional<qint64> uploadLimit(const wire::SessionFacts &facts)
{
    const qint64 bytes = extra(facts, key::uploadBytes).toLongLong();
    return bytes > 0 ? std::optional(bytes) : std::nullopt;
}

QString actionLabel(QStringView action)
{
    const auto found = std::ranges::find_if(
        table, [action](const Plain &plain) { return action == QLatin1StringView(plain.name); });
    QString label = found == std::end(table) ? action.toString() : QString::fromUtf8(found->label);
    if (label.endsWith(u'…'))
        label.chop(1);
    return label;
}

std::optional<ActionOffer> findOffer(QStringView name, const wire::SessionFacts &facts)
{
    const auto found = std::ranges::find_if(
        table, [name](const Plain &plain) { return name == QLatin1StringView(plain.name); });
    if (found == std::end(table))
        return std::nullopt;
    return offerOf(*found, facts);
}

wire::Capabilities capabilities(const wire::SessionFacts &facts)
{
    const wire::Capability no{ false, u"noRoute"_s };
    const bool isSeed = formOf(facts) == Form::Seed;
    wire::Capabilities all;
    all.addByPath = no;
    all.sample = no;
    all.upload = { true, u"none"_s };
    all.actions.fill(no);
    // The seed plans cancelling (S51) without saying how: only where the server tells the way.
    if (!extra(facts, key::cancel).isEmpty())
        all.actions[static_cast<size_t>(wire::JobAction::Cancel)] = { true, u"none"_s };
    else if (isSeed)
        all.actions[static_cast<size_t>(wire::JobAction::Cancel)] = { false, u"notAnnounced"_s };
    all.pushes = true;
    all.listsJobs = false;
    const auto kind = [&all](const char *name, const char *label) {
        const int archived = QLatin1StringView(name) == "image"_L1 ? maxArchived : 0;
        all.kinds.push_back({ QString::fromUtf8(name), QString::fromUtf8(label), archived });
    };
    kind("image", QT_TRANSLATE_NOOP("fw::wire::offer", "Images"));
    kind("history", QT_TRANSLATE_NOOP("fw::wire::offer", "History of edits"));
    kind("device", QT_TRANSLATE_NOOP("fw::wire::offer", "Devices"));
    kind("session", QT_TRANSLATE_NOOP("fw::wire::offer", "Sessions"));
    for (const Plain &plain : table)
        all.offers.push_back(offerOf(plain, facts));
    return all;
}

} // namespace fw::dialects::imagetools
