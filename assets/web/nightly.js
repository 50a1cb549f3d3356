"use strict";
const built = Number(document.body.dataset.built);
const hours = Math.floor((Date.now() / 1000 - built) / 3600);
const age = document.getElementById("age");
if (built && age) {
  age.textContent = hours < 0 ? "（本机时钟比生成时间还早）" : `（${hours < 1 ? "不到 1" : hours} 小时前）`;
  if (hours >= 26) {
    age.className = "old";
    document.getElementById("old").hidden = false;
    document.getElementById("hours").textContent = hours;
  }
}
