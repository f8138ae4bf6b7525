// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fw::test {

/// Colours of one landscape: sky at the top, at the horizon, and the hills, 0 to 255 for red,
/// green and blue as FFmpeg expressions of X and Y.
struct Light
{
    const char *red;
    const char *green;
    const char *blue;
};

inline constexpr Light morning{ "80+150*V", "120+60*V", "190-30*V" };
inline constexpr Light evening{ "60+190*V", "40+80*V", "90+10*V" };
inline constexpr Light night{ "8+30*V", "18+50*V", "48+70*V" };
inline constexpr Light noon{ "70+110*V", "140+80*V", "220+25*V" };

/// An FFmpeg source that slowly pans over hills, so that pictures of the window look like work and
/// not like a test card. \a size e.g. "640:360"; \a shape shifts the hills.
inline QString landscape(const Light &light, int shape, const QString &size)
{
    const QString far = QStringLiteral("(205+26*sin(X/97+%1)+14*sin(X/31+%1*2))").arg(shape);
    const QString near = QStringLiteral("(268+22*sin(X/71+%1*3)+9*sin(X/19+%1))").arg(shape);
    const auto plane = [&](const char *sky, const QString &hill, const QString &front) {
        const QString value
            = QString::fromLatin1(sky).replace(QLatin1Char('V'), QStringLiteral("(Y/300)"));
        return QStringLiteral("'if(gt(Y,%1),(%2)*%5,if(gt(Y,%3),(%2)*%6,%4+"
                              "90*exp(-(pow(X-420,2)+pow(Y-110,2))/900)))'")
            .arg(near, value, far, value, front, hill);
    };
    const QString half = QStringLiteral("0.52");
    const QString third = QStringLiteral("0.26");
    return QStringLiteral("nullsrc=s=1280x360:r=25:d=0.04,format=gbrp,geq=r=%1:g=%2:b=%3,"
                          "loop=-1:1:0,setpts=N/25/TB,crop=640:360:'min(600,t*18)':0,scale=%4")
        .arg(plane(light.red, half, third), plane(light.green, half, third),
             plane(light.blue, half, third), size);
}

} // namespace fw::test
