// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/fetcher.h"

#include <QBuffer>
#include <QImageReader>

namespace fw::pictures {

using namespace Qt::StringLiterals;

namespace {

// By content, never by name or what the server says: only formats whose readers we ship and trust.
QByteArray formatOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return "webp";
    return {};
}

} // namespace

Expected<QImage> decodePicture(const QByteArray &bytes, QSize size, qint64 maxPixels)
{
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty())
        return fail(Failure::Code::BadInput, u"not a picture"_s);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    const QSize full = reader.size();
    if (!full.isValid() || full.isEmpty())
        return fail(Failure::Code::BadInput, u"damaged picture"_s);
    if (qint64(full.width()) * full.height() > maxPixels)
        return fail(Failure::Code::TooLarge, u"too large"_s);
    if (!size.isEmpty()) {
        const bool turned = reader.transformation() & QImageIOHandler::TransformationRotate90;
        const QSize wanted = full.scaled(turned ? size.transposed() : size, Qt::KeepAspectRatio);
        if (wanted.width() < full.width())
            reader.setScaledSize(wanted.expandedTo({ 1, 1 }));
    }
    QImage image = reader.read();
    if (image.isNull())
        return fail(Failure::Code::BadInput, u"damaged picture"_s);
    // The one format that paints without conversion.
    image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                            : QImage::Format_RGB32);
    return image;
}

} // namespace fw::pictures
