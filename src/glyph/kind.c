/* SPDX-License-Identifier: MIT */
/*
 * Families that are known by name to be of a kind, for roles that none of the sheet's own can play:
 * another Song is nearer to a Song than any Kai. Likeness is not asked of fontconfig, which knows
 * serifs, but neither 宋体 nor 楷体. These names decide nothing where a sheet's own are there.
 */
#include "glyph/fonts.h"

static const char *const songti[] = {"Noto Serif CJK SC",
                                     "Source Han Serif SC",
                                     "宋体",
                                     "SimSun",
                                     "NSimSun",
                                     "华文宋体",
                                     "STSong",
                                     "Songti SC",
                                     "FandolSong",
                                     "AR PL UMing CN",
                                     "AR PL SungtiL GB",
                                     NULL};
static const char *const heiti[] = {
    "Noto Sans CJK SC",  "Source Han Sans SC",  "黑体",     "SimHei",  "微软雅黑",
    "Microsoft YaHei",   "WenQuanYi Micro Hei", "华文黑体", "STHeiti", "PingFang SC",
    "WenQuanYi Zen Hei", "FandolHei",           NULL};
static const char *const kaiti[] = {"LXGW WenKai",     "楷体",    "KaiTi",         "楷体_GB2312",
                                    "华文楷体",        "STKaiti", "AR PL UKai CN", "FandolKai",
                                    "AR PL KaitiM GB", NULL};
static const char *const fangsong[] = {"仿宋",       "FangSong",   "仿宋_GB2312", "华文仿宋",
                                       "STFangsong", "FandolFang", NULL};
static const char *const xiaobiaosong[] = {"方正小标宋简体", "方正小标宋_GBK", "小标宋", NULL};
static const char *const none[] = {NULL};

static const struct {
    const char *const *families;
    const char *package;
} kinds[ROLE_COUNT] = {
    [ROLE_SONGTI] = {songti, "fonts-noto-cjk"},  [ROLE_HEITI] = {heiti, "fonts-noto-cjk"},
    [ROLE_KAITI] = {kaiti, "fonts-lxgw-wenkai"}, [ROLE_FANGSONG] = {fangsong, NULL},
    [ROLE_XIAOBIAOSONG] = {xiaobiaosong, NULL},  [ROLE_LATIN] = {none, "fonts-noto-cjk"},
};

const char *const *kind_families(enum font_role role)
{
    return kinds[role].families;
}

const char *kind_package(enum font_role role)
{
    return kinds[role].package;
}
