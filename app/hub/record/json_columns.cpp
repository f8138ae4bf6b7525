// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/rows.h"

#include "base/json_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fw::hub::record {

using namespace Qt::StringLiterals;

QString renderText(const wire::RenderOptions &render)
{
    QJsonObject json{ { u"formats"_s, QJsonArray::fromStringList(render.formats) },
                      { u"mode"_s, render.mode == wire::FitMode::Fit ? u"fit"_s : u"fill"_s } };
    if (!render.watermarkPath.isEmpty()) {
        json.insert(u"watermark"_s,
                    QJsonObject{ { u"path"_s, render.watermarkPath },
                                 { u"scale"_s, render.watermarkScale },
                                 { u"opacity"_s, render.watermarkOpacity } });
    }
    if (!render.text.isEmpty()) {
        json.insert(u"text"_s,
                    QJsonObject{ { u"content"_s, render.text },
                                 { u"size"_s, render.textSize },
                                 { u"color"_s, render.textColor } });
    }
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

wire::RenderOptions renderFromText(const QString &text)
{
    wire::RenderOptions render;
    JsonReader reader;
    const QByteArray bytes = text.toUtf8();
    const auto root = reader.parse(bytes);
    if (!root)
        return render;
    const JsonObject json = root->object();
    for (const JsonValue &format : json["formats"].array().items())
        render.formats.append(format.string().value_or(QString()));
    if (json["mode"].string() == u"fit"_s)
        render.mode = wire::FitMode::Fit;
    const JsonObject watermark = json["watermark"].object();
    render.watermarkPath = watermark["path"].string().value_or(QString());
    render.watermarkScale = watermark["scale"].number().value_or(render.watermarkScale);
    render.watermarkOpacity = watermark["opacity"].number().value_or(render.watermarkOpacity);
    const JsonObject words = json["text"].object();
    render.text = words["content"].string().value_or(QString());
    render.textSize = int(words["size"].integer().value_or(render.textSize));
    render.textColor = words["color"].string().value_or(QString());
    return render;
}

QString valueText(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact));
}

QJsonValue valueFromText(const QString &text)
{
    JsonReader reader;
    const QByteArray bytes = text.toUtf8();
    const auto root = reader.parse(bytes);
    if (!root)
        return {};
    const auto items = root->array().items();
    return items.empty() ? QJsonValue() : items.front().toQJson();
}

QString objectText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject objectFromText(const QString &text)
{
    if (text.isEmpty())
        return {};
    JsonReader reader;
    const QByteArray bytes = text.toUtf8();
    const auto root = reader.parse(bytes);
    return root ? root->toQJson().toObject() : QJsonObject();
}

} // namespace fw::hub::record
