// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include <memory>

namespace fw::link {

/// A body that can be read once. When a connection ends before the answer, Qt sends a request again
/// by itself, also a POST, unless its body cannot be rewound, also an empty one: what was sent once
/// is not done twice behind our back.
class OnceDevice final : public QIODevice
{
    Q_OBJECT
public:
    /// Reads from \a source, which is open.
    explicit OnceDevice(std::unique_ptr<QIODevice> source, QObject *parent = nullptr);

    qint64 size() const override;
    bool seek(qint64) override { return false; }
    bool atEnd() const override;
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::unique_ptr<QIODevice> m_source;
};

/// The same for bytes in memory.
std::unique_ptr<OnceDevice> onceBytes(const QByteArray &bytes);

} // namespace fw::link
