// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/once_device.h"

#include <QBuffer>

namespace fw::link {

OnceDevice::OnceDevice(std::unique_ptr<QIODevice> source, QObject *parent)
    : QIODevice(parent)
    , m_source(std::move(source))
{
    open(ReadOnly | Unbuffered);
}

qint64 OnceDevice::size() const
{
    return m_source->size();
}

bool OnceDevice::atEnd() const
{
    return m_source->atEnd();
}

qint64 OnceDevice::bytesAvailable() const
{
    return m_source->bytesAvailable();
}

qint64 OnceDevice::readData(char *to, qint64 most)
{
    return m_source->read(to, most);
}

std::unique_ptr<OnceDevice> onceBytes(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return std::make_unique<OnceDevice>(std::move(buffer));
}

} // namespace fw::link
