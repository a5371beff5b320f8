"""Parts of invented names: one part a word, with the other spellings that people really use for it.

Nothing here is read from a list or from fxroute: the tables are written by hand, so that what perturbs a name knows
nothing of what normalises it. `Mohammed/Muhammad` is one part in two spellings; the first is the one that is listed.
"""

from dataclasses import dataclass

__all__ = ["CULTURES", "FORMS", "MAKES", "TITLES", "TRADES", "VESSEL_WORDS", "Culture", "Part"]

Part = tuple[str, ...]
"""The spellings of one part of a name, the listed one first."""


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together; `has_middle` where a second given or a father's name is usual."""

    name: str
    given: tuple[Part, ...]
    family: tuple[Part, ...]
    has_middle: bool = False

    @property
    def is_family_first(self) -> bool:
        """Tell whether the family name is written first."""
        return self.name in {"chinese", "korean"}


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(tuple(word.replace("_", " ").split("/")) for word in text.split())


CULTURES = (
    Culture(
        "arabic",
        _parts(
            "Mohammed/Muhammad/Mohamed/Mohamad Ahmed/Ahmad Youssef/Yusuf/Yousef/Yousif Khaled/Khalid Omar/Umar "
            "Hussein/Husayn/Hossein/Husain Ibrahim/Ebrahim Saeed/Said/Sayid Faisal/Faysal Tariq/Tarek/Tareq "
            "Nasser/Nasir/Naser Walid/Waleed Jamal/Gamal/Djamel Karim/Kareem Mustafa/Moustafa/Mostafa "
            "Abdullah/Abdallah/Abdulla Sulaiman/Suleiman/Soliman Qasim/Kassem/Qassem Yahya/Yehia Bashir/Basheer "
            "Layla/Leila/Laila Fatima/Fatema/Fatimah Noura/Nora/Nurah Rashid/Rasheed Hamad/Hamed Ziad/Ziyad"
        ),
        _parts(
            "Al-Harbi/El-Harbi Haddad/Hadad Mansour/Mansur Al-Otaibi/Al-Utaybi Najjar/Nadjar Khoury/Khouri "
            "Al-Shammari/Al-Shammary Darwish/Darwich Al-Qahtani/Al-Kahtani Sabbagh/Sabagh Bakri/Bakry Zaidan/Zeidan "
            "Al-Ghamdi/El-Ghamdi Tawil/Taweel Al-Dosari/Al-Dossary Hijazi/Hegazy Masri/Masry Nabulsi/Nabulsy "
            "Al-Zahrani/Az-Zahrani Shaheen/Shahin Barakat/Baraket Al-Mutairi/Al-Mutayri Kanaan/Kanan Rahal/Rahhal "
            "Al-Sulami/As-Sulami Fayyad/Fayad Jabbour/Jabour Al-Enazi/Al-Anazi Hamdan/Hamdane Salloum/Saloum Badawi Othman/Osman Ghanem/Ghanim Tamimi Awad Sarkis Maalouf/Malouf Rifai/Rifaie Abboud/Aboud Qabbani/Kabbani Dabbagh/Dabagh Atrash Bitar Kurdi Sayegh/Sayigh Halabi Jundi Lahham/Laham Murad Nahas/Nahhas Obeid/Ubayd Qasimi Shami Tabbara Wazzan Yazigi Zoghbi Bukhari Farouki/Faruqi Ghazali Idrisi Kattan/Katan"
        ),
        has_middle=True,
    ),
    Culture(
        "russian",
        _parts(
            "Yevgeny/Evgeny/Evgenii/Yevgeniy Sergey/Sergei/Serguei Alexander/Aleksandr/Alexandr Dmitry/Dmitri/Dmitriy "
            "Andrey/Andrei Alexey/Aleksei/Alexei Yury/Yuri/Iurii Nikolay/Nikolai Vasily/Vasilii/Vassily "
            "Grigory/Grigorii/Grigoriy Yelena/Elena Tatyana/Tatiana Natalya/Natalia Viktor/Victor Maxim/Maksim "
            "Anatoly/Anatolii/Anatoliy Arkady/Arkadii Fyodor/Fedor Matvey/Matvei Ksenia/Xenia Valery/Valerii Oleg"
        ),
        _parts(
            "Gorbunov Sokolovsky/Sokolovskiy/Sokolovskii Vorobyov/Vorobyev/Vorobev Chernyshev/Chernyshov Zaytsev/Zaitsev "
            "Kuznetsov/Kuznecov Belyaev/Beliaev Tsvetkov/Cvetkov Shcherbakov/Scherbakov Yakovlev/Iakovlev Morozov "
            "Lebedev Fomichev/Fomichyov Zhdanov/Jdanov Kharitonov/Haritonov Golubev Myasnikov/Miasnikov Pakhomov/Pahomov "
            "Dyachenko/Diachenko Kiselyov/Kiselev Tarasov Ignatyev/Ignatiev Stepanov Baryshnikov Rybakov Nechayev/Nechaev Ovchinnikov Drozdov Polyakov/Poliakov Gusev Kolesnikov Panfilov Ryabov/Riabov Sukhanov/Suhanov Timofeyev/Timofeev Uvarov Frolov Khomyakov/Homiakov Cherepanov Shubin Yegorov/Egorov Abramov Bogdanov Vlasov Grachev/Grachyov Doronin Yermakov/Ermakov Zubkov Isayev/Isaev Klimov Loginov Maslov Nosov Osipov Plotnikov Rodionov"
        ),
        has_middle=True,
    ),
    Culture(
        "chinese",
        _parts(
            "Jianguo/Chien-kuo Xiaoming/Hsiao-ming Zhiqiang/Chih-chiang Guohua/Kuo-hua Weidong/Wei-tung Yongjun/Yung-chun "
            "Chunhua/Chun-hua Qinghai/Ching-hai Zhenhua/Chen-hua Haitao/Hai-tao Xuefeng/Hsueh-feng Minghui/Ming-hui "
            "Jinlong/Chin-lung Tianyu/Tien-yu Shaohua/Shao-hua Guangming/Kuang-ming Baoguo/Pao-kuo Dehua/Te-hua "
            "Peizhi/Pei-chih Zongxian/Tsung-hsien"
        ),
        _parts(
            "Zhang/Chang Xu/Hsu Zhao/Chao Qian/Chien Cai/Tsai Jiang/Chiang Zheng/Cheng Xie/Hsieh Deng/Teng Guo/Kuo "
            "Liu Chen/Chan Huang Song/Sung Tang Zhou/Chou Gao/Kao Luo/Lo Xiao/Hsiao Pan Ouyang/Ou-yang Jin/Chin"
        ),
    ),
    Culture(
        "persian",
        _parts(
            "Hossein/Hussein/Hosein Mehdi/Mahdi Reza/Riza Gholamreza/Gholam-Reza Javad/Jawad Behrouz/Behruz "
            "Kourosh/Koroush/Cyrus Farhad Siavash/Siyavash Mojtaba Shahram Masoud/Massoud Parviz/Parwiz Saeid/Saeed "
            "Maryam/Mariam Zahra Nasrin/Nasreen Amir-Hossein/Amirhossein Keyvan/Kayvan Ruhollah/Rouhollah"
        ),
        _parts(
            "Rahimi Hosseinzadeh/Hosseinzade Karimi Mousavi/Moosavi Ghasemi/Qasemi Jafari/Jaafari Sadeghi/Sadeqi "
            "Shirazi Kermani Tavakoli/Tavakkoli Nikfar Rostami Bagheri/Baqeri Farahani Zanjani Khorasani/Khorassani "
            "Golshani Daneshvar Pakdel Yazdani Ahmadi Bahrami Dehghan/Dehqan Ebadi Fallah Ghorbani/Qorbani Habibi Imani Jamshidi Kazemi Lotfi Moradi Naderi Omidvar Parsa Razavi Salehi Taheri Vaziri Zarei"
        ),
    ),
    Culture(
        "korean",
        _parts(
            "Min-ho/Minho Seung-woo/Seungwoo Ji-hoon/Jihun Hyun-joo/Hyunju Sung-min/Seongmin Young-soo/Yeongsu "
            "Kyung-ho/Gyeongho Dong-hyun/Donghyeon Eun-kyung/Eungyeong Jae-won/Jaewon Tae-young/Taeyeong Woo-jin/Ujin"
        ),
        _parts("Kim/Gim Park/Pak/Bak Choi/Choe Jung/Jeong/Chung Kang/Gang Cho/Jo Yoon/Yun Lim/Im Shin/Sin Kwon/Gwon"),
    ),
    Culture(
        "turkish",
        _parts("Mehmet Mustafa Ayşe/Ayse Hüseyin/Huseyin Çağlar/Caglar Gökhan/Gokhan Şükrü/Sukru Emre Özlem/Ozlem Kaan Burak Cengiz Defne Erkan Figen"),
        _parts(
            "Yılmaz/Yilmaz Öztürk/Ozturk Çelik/Celik Aydoğan/Aydogan Kılıç/Kilic Şahin/Sahin Demirtaş/Demirtas "
            "Karagöz/Karagoz Uçar/Ucar Erdem Bayraktar Doğan/Dogan Güneş/Gunes Koçak/Kocak Özkan/Ozkan Polat Sönmez/Sonmez Tekin Ünal/Unal Yıldırım/Yildirim"
        ),
    ),
    Culture(
        "spanish",
        _parts("José/Jose Luis Andrés/Andres Ramón/Ramon Joaquín/Joaquin Mercedes Ignacio Raúl/Raul Esteban Beatriz Alfonso Cecilia Domingo Fernando Gustavo Héctor/Hector"),
        _parts(
            "Gutiérrez/Gutierrez Villanueva Echeverría/Echeverria Quiñones/Quinones Peñaloza/Penaloza Carvajal "
            "Zamora Bustamante Arriaga Montenegro Saldívar/Saldivar Figueroa Cárdenas/Cardenas Domínguez/Dominguez Escobar Fuentes Galván/Galvan Herrera Ibáñez/Ibanez Lozano Mendoza Navarro Olvera Palacios Quiroga Rosales"
        ),
        has_middle=True,
    ),
    Culture(
        "german",
        _parts("Jürgen/Juergen/Jurgen Wolfgang Günther/Guenther/Gunter Heike Matthias/Mathias Ulrich Käthe/Kaethe Rainer Dietmar Friedrich Gisela Hannelore Konrad"),
        _parts(
            "Müller/Mueller/Muller Schäfer/Schaefer Krüger/Krueger Weißmann/Weissmann Böttcher/Boettcher Lindner "
            "Hoffmann/Hofmann Vogel Brandstätter/Brandstaetter Niemeyer/Niemeier Zimmermann Baumgärtner/Baumgaertner Fischer Grünwald/Gruenwald Hartmann Kessler Löwenthal/Loewenthal Pfeiffer/Pfeifer Steinbach Trautmann"
        ),
    ),
    Culture(
        "english",
        _parts("Jonathan/Johnathan Stephen/Steven Geoffrey/Jeffrey Catherine/Katherine/Kathryn Philip/Phillip Marcus Eleanor Gregory Harriet Leonard Rosalind Theodore"),
        _parts("Thompson/Thomson Whitaker/Whittaker Reynolds Blackwood Hargreaves Pembroke Carrington Ashdown Fairfax Bradshaw Cunningham Donovan Ellsworth Fitzgerald Goddard Holloway Kingsley Lancaster Montgomery Northcott Osborne"),
        has_middle=True,
    ),
    Culture(
        "indian",
        _parts("Rajesh Sanjay Lakshmi/Laxmi Vikram/Wikram Sunita/Suneeta Deepak/Dipak Krishna/Krishnan Anjali Harish Gautam/Gowtham Meena Nikhil Prakash Shobha Vinod"),
        _parts(
            "Chaudhary/Choudhury/Chowdhury Mukherjee/Mukherji Banerjee/Banerji Agarwal/Aggarwal Iyer/Aiyar Deshpande "
            "Srinivasan/Shrinivasan Bhattacharya/Bhattacharyya Kulkarni Venkatesh Chatterjee/Chatterji Gopalan Hegde Jadhav Krishnamurthy/Krishnamurti Malhotra Narayanan Pillai Ramachandran Sengupta/Sen_Gupta"
        ),
    ),
)

_ONSETS = "Bel Cor Dra El Fen Gal Har Il Jor Kel Lor Mar Nor Os Pel Quor Ros Sil Tam Ul Ver Wex Yar Zel".split()
_MIDDLES = "va mi do ra tu se lo ki na pe gu zo la ri be so ta ne fu mo di ka he wy".split()
_ENDINGS = "ron dal mek vist gar lux tor win phos nard ques bran tis lack mund rex sen dov cap jax lith yar zan bost".split()

MAKES = tuple(
    onset + middle + _ENDINGS[(first + second) % len(_ENDINGS)]
    for first, onset in enumerate(_ONSETS)
    for second, middle in enumerate(_MIDDLES)
)
"""Invented first words of company and vessel names; any two differ in at least two syllables of three."""

TRADES = (
    "Trading",
    "Shipping",
    "Logistics",
    "Petrochemical",
    "General Trading",
    "Heavy Industries",
    "Electronics",
    "Construction",
    "Steel",
    "Marine Services",
    "Investment",
    "Import Export",
    "Engineering",
    "Energy",
    "Textile",
    "Medical Equipment",
    "Aviation Services",
    "International Trading",
    "Machinery",
    "Oil and Gas",
    "Exchange",
    "Food Industries",
)

FORMS = (
    ("Co., Ltd.", "Company Limited", "Co Ltd", "Ltd"),
    ("LLC", "L.L.C.", "Limited Liability Company", "OOO"),
    ("Ltd", "Limited", "LTD.", "Ltd."),
    ("GmbH", "G.m.b.H.", "GMBH"),
    ("FZE", "FZ-LLC", "FZCO"),
    ("JSC", "Joint Stock Company", "PJSC", "OJSC"),
    ("S.A.", "SA", "Societe Anonyme"),
    ("Inc.", "Incorporated", "Inc"),
    ("PJSC", "JSC", "Public Joint Stock Company"),
)
"""Company forms; those of one row are used for one and the same company."""

VESSEL_WORDS = tuple(
    "Pioneer Horizon Fortune Guardian Mariner Harmony Breeze Voyager Eagle Dolphin Sunrise Emerald Sapphire Comet "
    "Navigator Liberty Majesty Triton Aurora Falcon".split()
)

TITLES = ("Mr.", "Dr.", "Eng.", "Mrs", "Prof.", "Gen.", "Haji", "Sheikh", "Capt.")
