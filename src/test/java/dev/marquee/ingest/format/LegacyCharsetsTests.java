package dev.marquee.ingest.format;

import java.nio.charset.Charset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LegacyCharsetsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			windows-1252 | Café Größe, Konzert für alle in Köln
			windows-1252 | Soirée à l'été, entrée libre à côté
			windows-1252 | Lunch at Zoë’s – “Great” café
			windows-1252 | Müller
			windows-1250 | Żółw i przyjaciele: koncert w Krakowie, wstęp wolny
			windows-1251 | Концерт в субботу, вход свободный
			KOI8-R       | Концерт в субботу, вход свободный
			windows-1253 | Συναυλία το Σάββατο στην Αθήνα
			windows-1255 | הופעה ביום שבת בתל אביב
			windows-1256 | حفلة موسيقية يوم السبت في القاهرة
			Shift_JIS    | 土曜日の音楽祭、東京で開催します
			GB18030      | 星期六在上海举行的音乐会，免费入场
			Big5         | 星期六在台北舉行的音樂會，免費入場
			EUC-KR       | 토요일 서울에서 열리는 음악회, 무료 입장
			""")
	void textIsReadInItsEncoding(String charset, String text) {
		byte[] bytes = ("BEGIN:VEVENT\r\nSUMMARY:" + text + "\r\nEND:VEVENT\r\n").getBytes(Charset.forName(charset));
		assertThat(new String(bytes, LegacyCharsets.guess(bytes))).contains(text);
	}

}
